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

package io.github.wsshutdown.tests.graphql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

import io.github.wsshutdown.tests.application.Peer;

/**
 * The other side of a GraphQL session: is sent what it subscribes to.
 */
final class GraphQlPeer {

	/**
	 * Above it a sender waits until the peer has taken the text.
	 */
	private static final int BUFFERED = 1024 * 1024;

	private final Flux<String> lines = Flux.create(this::open);

	private final Object monitor = new Object();

	private volatile FluxSink<String> sink;

	Flux<String> lines() {
		return this.lines;
	}

	private void open(FluxSink<String> newSink) {
		newSink.onDispose(this::wakeSenders);
		newSink.onRequest((number) -> wakeSenders());
		this.sink = newSink;
		newSink.next("welcome");
	}

	private void wakeSenders() {
		synchronized (this.monitor) {
			this.monitor.notifyAll();
		}
	}

	private void send(String text) {
		FluxSink<String> current = this.sink;
		current.next(text);
		if (text.length() > BUFFERED) {
			awaitTaking(current);
		}
	}

	/**
	 * Sends empty lines until no more are asked for, and waits until they are again.
	 */
	private void awaitTaking(FluxSink<String> current) {
		while (current.requestedFromDownstream() > 0) {
			current.next("");
		}
		synchronized (this.monitor) {
			while (current.requestedFromDownstream() == 0 && !current.isCancelled()) {
				try {
					this.monitor.wait();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return;
				}
			}
		}
	}

	/**
	 * The peer as the commands of one operation see it. The operation has its result when
	 * the last work for it has ended.
	 */
	final class Operation implements Peer {

		private final AtomicInteger work = new AtomicInteger(1);

		private final CompletableFuture<String> result = new CompletableFuture<>();

		@Override
		public void send(String text) {
			GraphQlPeer.this.send(text);
		}

		@Override
		public void close(int code) {
			throw new UnsupportedOperationException("An operation cannot close its session");
		}

		@Override
		public Runnable beginWork() {
			this.work.incrementAndGet();
			return this::end;
		}

		CompletableFuture<String> result() {
			return this.result;
		}

		void end() {
			if (this.work.decrementAndGet() == 0) {
				this.result.complete("ok");
			}
		}

	}

}
