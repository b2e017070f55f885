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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netty.channel.Channel;
import reactor.netty.Connection;

import io.github.wsshutdown.container.ExchangeWire;

/**
 * The channel below one exchange; that of the stream if it is HTTP/2. The exchange is
 * over when the last of the response is flushed.
 */
final class NettyExchangeWire implements ExchangeWire {

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private final Channel channel;

	NettyExchangeWire(Connection connection) {
		this.channel = connection.channel();
		connection.onTerminate().subscribe((nothing) -> {
		}, (ex) -> end(), this::end);
	}

	private void end() {
		this.ended.complete(null);
	}

	@Override
	public CompletionStage<Void> ended() {
		return this.ended.minimalCompletionStage();
	}

	@Override
	public void cut() {
		// By then, the channel may serve another exchange
		this.channel.eventLoop().execute(() -> {
			if (!this.ended.isDone()) {
				this.channel.close();
			}
		});
	}

}
