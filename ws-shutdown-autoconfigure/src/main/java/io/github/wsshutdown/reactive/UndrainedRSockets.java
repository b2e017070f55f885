/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wsshutdown.reactive;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Says at the start that RSocket connections of the web server are not drained: Spring
 * Boot gives them a route of Reactor Netty's own, which neither a filter nor an adapter
 * of WebFlux sees.
 */
public final class UndrainedRSockets implements InitializingBean {

	private static final Log logger = LogFactory.getLog(UndrainedRSockets.class);

	private final String mappingPath;

	/**
	 * Creates the notice.
	 * @param mappingPath where RSocket clients connect
	 */
	public UndrainedRSockets(String mappingPath) {
		this.mappingPath = mappingPath;
	}

	@Override
	public void afterPropertiesSet() {
		logger.warn("RSocket connections at '" + this.mappingPath + "' are not drained: they are cut when the web "
				+ "server stops, and its graceful shutdown waits for them until its timeout");
	}

}
