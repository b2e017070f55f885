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

package io.github.wsshutdown.container.undertow;

import java.lang.reflect.Field;
import java.nio.channels.Channel;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.xnio.IoUtils;

import io.github.wsshutdown.container.ResponseTap;

/**
 * Cuts responses of Undertow. Over HTTP/2 the channel of one stream is read by
 * reflection, as nothing public leads to it; where that fails nothing is cut.
 */
public final class UndertowResponseTap implements ResponseTap {

	private static final Log logger = LogFactory.getLog(UndertowResponseTap.class);

	/**
	 * Creates the tap.
	 */
	public UndertowResponseTap() {
	}

	@Override
	public @Nullable Runnable cutterOf(HttpServletRequest request) {
		if (!(request instanceof HttpServletRequestImpl undertow)) {
			return null;
		}
		HttpServerExchange exchange = undertow.getExchange();
		return () -> exchange.getIoThread().execute(() -> cut(exchange));
	}

	private static void cut(HttpServerExchange exchange) {
		try {
			ServerConnection connection = exchange.getConnection();
			Channel channel = "HTTP/2.0".equals(exchange.getProtocol().toString()) ? streamOf(connection) : connection;
			IoUtils.safeClose(channel);
		}
		catch (RuntimeException ex) {
			logger.debug("A response could not be cut", ex);
		}
	}

	private static @Nullable Channel streamOf(ServerConnection connection) {
		Field field = ReflectionUtils.findField(connection.getClass(), "responseChannel");
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return (Channel) ReflectionUtils.getField(field, connection);
	}

}
