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

package io.github.wsshutdown.tests.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.tests.client.HttpExchange;
import io.github.wsshutdown.tests.client.ResponseHead;

/**
 * One client of a stream.
 */
public final class StreamClient implements AutoCloseable {

	private final StringBuffer received = new StringBuffer();

	private final HttpExchange exchange;

	private StreamClient(int port, String path, Map<String, String> headers, boolean reading) {
		this.exchange = reading ? HttpExchange.begin(port, "GET " + path, headers, null, this.received::append)
				: HttpExchange.beginWithoutReading(port, "GET " + path, this.received::append);
	}

	/**
	 * Sends a request and reads what comes.
	 * @param port the server's port
	 * @param path the path
	 * @param accept the media type to ask for
	 * @return the client
	 */
	public static StreamClient open(int port, String path, String accept) {
		return new StreamClient(port, path, Map.of("Accept", accept), true);
	}

	/**
	 * Sends a request and reads nothing.
	 * @param port the server's port
	 * @param path the path
	 * @return the client
	 */
	public static StreamClient openWithoutReading(int port, String path) {
		return new StreamClient(port, path, Map.of(), false);
	}

	/**
	 * Returns the head of the response.
	 * @return the head, when it has come
	 */
	public CompletableFuture<ResponseHead> head() {
		return this.exchange.head();
	}

	/**
	 * Returns the whole stream.
	 * @return completes when it has ended in an orderly way, exceptionally if it was cut
	 */
	public CompletableFuture<String> body() {
		return this.exchange.body();
	}

	/**
	 * Returns what has come so far.
	 * @return the text
	 */
	public String received() {
		return this.received.toString();
	}

	/**
	 * Returns the data of the events of a stream, having made sure that those are whole.
	 * @param text the stream
	 * @return what they say, without the blank lines and fields that are not data
	 */
	public static List<String> data(String text) {
		List<String> data = new ArrayList<>();
		for (String line : text.split("\n")) {
			if (line.startsWith("data:")) {
				data.add(line.substring("data:".length()).strip());
			}
			else if (line.startsWith("{")) {
				data.add(line.substring(1, line.length() - 1));
			}
		}
		return data;
	}

	/**
	 * Ends the connection without a word.
	 */
	public void vanish() {
		this.exchange.vanish();
	}

	/**
	 * Begins to read.
	 */
	public void startReading() {
		this.exchange.startReading();
	}

	@Override
	public void close() {
		this.exchange.close();
	}

}
