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

package io.github.wsshutdown.tests.client;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the JDK's own client is told.
 */
public final class JdkListener implements WebSocket.Listener {

	private final CompletableFuture<String> heard = new CompletableFuture<>();

	private final CompletableFuture<CloseFrame> closed = new CompletableFuture<>();

	@Override
	public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.heard.complete(data.toString());
		return WebSocket.Listener.super.onText(webSocket, data, last);
	}

	@Override
	public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
		this.closed.complete(new CloseFrame(statusCode, reason));
		return null;
	}

	@Override
	public void onError(WebSocket webSocket, Throwable error) {
		this.closed.completeExceptionally(error);
	}

	/**
	 * Returns the first message.
	 * @return the future text
	 */
	public CompletableFuture<String> heard() {
		return this.heard;
	}

	/**
	 * Returns the close frame that comes from the server.
	 * @return a future that completes exceptionally if the connection fails
	 */
	public CompletableFuture<CloseFrame> closed() {
		return this.closed;
	}

}
