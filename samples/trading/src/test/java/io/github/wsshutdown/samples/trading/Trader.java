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

package io.github.wsshutdown.samples.trading;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.socket.CloseStatus;

/**
 * A trader made of the JDK's own WebSocket client.
 */
final class Trader implements WebSocket.Listener {

	private static final Pattern CONFIRMATION = Pattern.compile("\"id\":\"([^\"]+)\"");

	private static final Pattern PRICE = Pattern.compile("\"price\":([0-9.]+)");

	private final BlockingQueue<String> confirmations = new LinkedBlockingQueue<>();

	private final BlockingQueue<Double> prices = new LinkedBlockingQueue<>();

	private final List<String> confirmed = new ArrayList<>();

	private final CountDownLatch connected = new CountDownLatch(1);

	private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();

	private final StringBuilder partial = new StringBuilder();

	private final WebSocket socket;

	private Trader(int port) {
		this.socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://localhost:" + port + "/desk/websocket"), this)
			.orTimeout(10, TimeUnit.SECONDS)
			.join();
	}

	static Trader connect(int port) throws InterruptedException {
		Trader trader = new Trader(port);
		trader.send("CONNECT\naccept-version:1.2\nheart-beat:0,0\n\n");
		if (!trader.connected.await(10, TimeUnit.SECONDS)) {
			throw new AssertionError("The desk does not answer");
		}
		trader.send("SUBSCRIBE\nid:0\ndestination:/topic/prices\n\n");
		trader.send("SUBSCRIBE\nid:1\ndestination:/user/queue/confirmations\n\n");
		return trader;
	}

	void give(Order order) {
		send("SEND\ndestination:/app/orders\ncontent-type:application/json\n\n"
				+ "{\"id\":\"%s\",\"symbol\":\"%s\",\"quantity\":%d,\"millis\":%d}".formatted(order.id(),
						order.symbol(), order.quantity(), order.millis()));
	}

	private void send(String frame) {
		this.socket.sendText(frame + '\0', true).orTimeout(10, TimeUnit.SECONDS).join();
	}

	double price() throws InterruptedException {
		return this.prices.poll(10, TimeUnit.SECONDS);
	}

	/**
	 * Waits for the next confirmation.
	 */
	String confirmation() throws InterruptedException {
		String id = this.confirmations.poll(10, TimeUnit.SECONDS);
		this.confirmed.add(id);
		return id;
	}

	/**
	 * Returns every confirmation that came before the connection was closed.
	 */
	List<String> confirmed() {
		closed();
		this.confirmations.drainTo(this.confirmed);
		return this.confirmed;
	}

	CloseStatus closed() {
		return this.closed.orTimeout(20, TimeUnit.SECONDS).join();
	}

	@Override
	public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.partial.append(data);
		if (last) {
			receive(this.partial.toString());
			this.partial.setLength(0);
		}
		webSocket.request(1);
		return null;
	}

	private void receive(String frame) {
		if (frame.startsWith("CONNECTED")) {
			this.connected.countDown();
			return;
		}
		Matcher confirmation = CONFIRMATION.matcher(frame);
		Matcher price = PRICE.matcher(frame);
		if (price.find()) {
			this.prices.add(Double.parseDouble(price.group(1)));
		}
		else if (confirmation.find()) {
			this.confirmations.add(confirmation.group(1));
		}
	}

	@Override
	public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
		this.closed.complete(new CloseStatus(statusCode, reason));
		return null;
	}

	@Override
	public void onError(WebSocket webSocket, Throwable error) {
		this.closed.completeExceptionally(error);
	}

}
