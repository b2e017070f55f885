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

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.channels.Channel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.xnio.IoUtils;
import org.xnio.channels.SuspendableWriteChannel;

import io.github.wsshutdown.container.ResponseTap;

/**
 * Cuts responses of Undertow. Over HTTP/2 the channel of one stream is read by
 * reflection, as nothing public leads to it; where that fails nothing is cut.
 * <p>
 * Over HTTP/2 Undertow ends the exchange with the next use of the channel after it was
 * closed. It wakes up who is blocked in a write before it remembers that, so that a fast
 * one may have made the last use by then: the exchange would never end, and a graceful
 * shutdown would wait for it in vain. So the channel is used once more some time later.
 */
public final class UndertowResponseTap implements ResponseTap {

	private static final Log logger = LogFactory.getLog(UndertowResponseTap.class);

	private static final long LAST_USE_AFTER_MILLIS = 500;

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

	@Override
	public void release(HttpServletRequest request) {
		if (request instanceof HttpServletRequestImpl undertow
				&& UndertowExchangeTap.isMultiplexed(undertow.getExchange())) {
			HttpServerExchange exchange = undertow.getExchange();
			try {
				exchange.getIoThread().executeAfter(() -> use(exchange), LAST_USE_AFTER_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (RejectedExecutionException ex) {
				// The server has stopped
			}
		}
	}

	private static void use(HttpServerExchange exchange) {
		if (exchange.isComplete()) {
			return;
		}
		try {
			if (streamOf(exchange.getConnection()) instanceof SuspendableWriteChannel channel) {
				channel.flush();
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("The exchange of a response that was cut could not be ended", ex);
		}
	}

	private static void cut(HttpServerExchange exchange) {
		try {
			ServerConnection connection = exchange.getConnection();
			IoUtils.safeClose(UndertowExchangeTap.isMultiplexed(exchange) ? streamOf(connection) : connection);
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
