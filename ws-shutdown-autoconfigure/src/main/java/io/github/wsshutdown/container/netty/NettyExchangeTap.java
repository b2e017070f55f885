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

package io.github.wsshutdown.container.netty;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

import io.github.wsshutdown.container.ExchangeTap;
import io.github.wsshutdown.container.ExchangeWire;

/**
 * Takes hold of the channel below an exchange of Reactor Netty.
 */
public final class NettyExchangeTap implements ExchangeTap {

	@Override
	public @Nullable ExchangeWire wireOf(Object nativeRequest) {
		if (!(nativeRequest instanceof HttpServerRequest request)) {
			return null;
		}
		AtomicReference<@Nullable Connection> holder = new AtomicReference<>();
		request.withConnection(holder::set);
		Connection connection = holder.get();
		return (connection != null) ? new NettyExchangeWire(connection) : null;
	}

}
