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

package io.github.wsshutdown.samples.chat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who reads along.
 */
final class ReaderClient {

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final CompletableFuture<Void> ended;

	private ReaderClient(HttpResponse<Stream<String>> response) {
		this.ended = CompletableFuture
			.runAsync(() -> response.body().filter((line) -> !line.isEmpty()).forEach(this.lines::add));
	}

	static ReaderClient join(int port, String room) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/rooms/" + room))
			.header("Accept", "text/event-stream")
			.build();
		ReaderClient reader = new ReaderClient(HttpClient.newHttpClient()
			.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
			.orTimeout(10, TimeUnit.SECONDS)
			.join());
		assertThat(reader.read()).isEqualTo("data:You are reading along");
		return reader;
	}

	String read() throws InterruptedException {
		return this.lines.poll(10, TimeUnit.SECONDS);
	}

	/**
	 * Completes when the server has ended the response in order, fails when it was cut.
	 */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

}
