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

package io.github.wsshutdown.container.jetty;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import io.github.wsshutdown.container.BlockingTasks;
import io.github.wsshutdown.container.ResponseTap;

/**
 * Cuts responses of Jetty. Its request of the Servlet API has a public method for the one
 * below, which is called by reflection because its class differs from one release of
 * Jakarta EE to another.
 */
public final class JettyResponseTap implements ResponseTap {

	private static final Log logger = LogFactory.getLog(JettyResponseTap.class);

	private static final int CUTTER_THREADS = 64;

	private final Executor cutter = BlockingTasks.executor("ws-shutdown-cut-", CUTTER_THREADS);

	/**
	 * Creates the tap.
	 */
	public JettyResponseTap() {
	}

	@Override
	public @Nullable Runnable cutterOf(HttpServletRequest request) {
		Request core = coreOf(request);
		return (core != null) ? () -> this.cutter.execute(() -> cut(core)) : null;
	}

	private static @Nullable Request coreOf(HttpServletRequest request) {
		if (!request.getClass().getName().startsWith("org.eclipse.jetty.")) {
			return null;
		}
		Method method = ReflectionUtils.findMethod(request.getClass(), "getRequest");
		Object core = (method != null) ? ReflectionUtils.invokeMethod(method, request) : null;
		return (core instanceof Request found) ? found : null;
	}

	/**
	 * Closes the connection, which fails a write that is blocked, or over HTTP/2 resets
	 * the stream.
	 */
	private static void cut(Request request) {
		try {
			ConnectionMetaData metaData = request.getConnectionMetaData();
			if (metaData.getHttpVersion() == HttpVersion.HTTP_2) {
				Http2Stream.reset(metaData.getConnection(), request.getId());
			}
			else {
				metaData.getConnection().getEndPoint().close(new IOException("Cut at the deadline"));
			}
		}
		catch (RuntimeException ex) {
			logger.debug("A response could not be cut", ex);
		}
	}

}
