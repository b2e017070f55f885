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

package io.github.wsshutdown.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Says at the start that the connections of an RSocket server with a port of its own are
 * not drained: Spring Boot runs it beside the web server, if there is one, and nothing of
 * this library sees it.
 */
final class UndrainedRSocketServer implements InitializingBean {

	private static final Log logger = LogFactory.getLog(UndrainedRSocketServer.class);

	@Override
	public void afterPropertiesSet() {
		logger.warn("Connections of the RSocket server, which has a port of its own, are not drained: they are cut "
				+ "when the application stops");
	}

}
