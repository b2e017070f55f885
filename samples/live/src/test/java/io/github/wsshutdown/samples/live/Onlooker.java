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

package io.github.wsshutdown.samples.live;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who watches the price over Server-Sent Events.
 */
final class Onlooker {

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Void> firstEvent = new CompletableFuture<>();

	private final CompletableFuture<Void> ended;

	private Onlooker(HttpResponse<Stream<String>> response) {
		this.ended = CompletableFuture.runAsync(() -> response.body().forEach(this::hear));
	}

	/**
	 * Returns when the onlooker has seen an event.
	 */
	static Onlooker enter(int port) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/events"))
			.header("Accept", "text/event-stream")
			.build();
		Onlooker onlooker = new Onlooker(HttpClient.newHttpClient()
			.sendAsync(request, HttpResponse.BodyHandlers.ofLines())
			.orTimeout(10, TimeUnit.SECONDS)
			.join());
		assertThat(onlooker.firstEvent).succeedsWithin(10, TimeUnit.SECONDS);
		return onlooker;
	}

	private void hear(String line) {
		this.lines.add(line);
		if (line.isEmpty()) {
			this.firstEvent.complete(null);
		}
	}

	/**
	 * Returns what has come so far, line by line.
	 */
	List<String> lines() {
		return this.lines;
	}

	/**
	 * Completes when the server has ended the response in order, fails when it was cut.
	 */
	CompletableFuture<Void> ended() {
		return this.ended;
	}

}
