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

package io.github.wsshutdown.samples.demo.crowd;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.wsshutdown.samples.demo.seen.Departure;

/**
 * Clients that come and go together.
 */
record Visitors(List<? extends Visitor> all, Patience patience) {

	/** Fewer than the queue of a server that has not accepted them yet. */
	private static final int CONNECTING_AT_ONCE = 50;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** What a kernel needs to deliver what a process left behind. */
	static final Duration AFTERMATH = Duration.ofSeconds(5);

	int size() {
		return this.all.size();
	}

	void connect(InetSocketAddress server) throws InterruptedException {
		Semaphore turns = new Semaphore(CONNECTING_AT_ONCE);
		List<CompletableFuture<Void>> opened = new ArrayList<>();
		for (Visitor visitor : this.all) {
			if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new IllegalStateException("The server lets nobody in any more");
			}
			opened.add(visitor.connect(server).whenComplete((nothing, ex) -> turns.release()));
		}
		this.patience.await(opened, PATIENCE, "To connect");
	}

	void settle() throws InterruptedException {
		this.patience.await(this.all.stream().map(Visitor::settle).toList(), PATIENCE, "To settle");
	}

	int connected() {
		return (int) departures().stream().filter((departure) -> !departure.isDone()).count();
	}

	private List<CompletableFuture<Departure>> departures() {
		return this.all.stream().map(Visitor::departed).toList();
	}

	/**
	 * See how all have left, or have them leave, since there is no server any more.
	 */
	List<Departure> depart() throws InterruptedException {
		this.all.forEach(Visitor::serverHasStopped);
		List<CompletableFuture<Departure>> departures = departures();
		if (!this.patience.awaitOrTimeOut(departures, AFTERMATH)) {
			this.all.forEach(Visitor::giveUp);
			this.patience.await(departures, AFTERMATH, "To give up");
		}
		return departures.stream().map(CompletableFuture::join).toList();
	}

}
