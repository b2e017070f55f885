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

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Protocols;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.ExchangeTap;
import io.github.wsshutdown.container.ExchangeWire;

/**
 * Sees that nothing of a response of Undertow is left waiting to be written, over
 * HTTP/1.1.
 */
public final class UndertowExchangeTap implements ExchangeTap {

	/**
	 * Creates the tap.
	 */
	public UndertowExchangeTap() {
	}

	/**
	 * Returns no wire: what Spring tells of the exchange will do.
	 */
	@Override
	public @Nullable ExchangeWire wireOf(Object nativeRequest) {
		if (nativeRequest instanceof HttpServerExchange exchange && exchange.isResponseChannelAvailable()
				&& !isMultiplexed(exchange)) {
			// Over HTTP/2 listeners are called in a loop, which takes one that is called
			// needlessly too often for broken
			exchange.addResponseWrapper((factory, wrapped) -> new ResponseSink(factory.create()));
		}
		return null;
	}

	/**
	 * Tells whether the exchange is a stream of an HTTP/2 connection.
	 */
	static boolean isMultiplexed(HttpServerExchange exchange) {
		return Protocols.HTTP_2_0.equals(exchange.getProtocol());
	}

}
