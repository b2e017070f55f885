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
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wsshutdown.samples.demo.seen.Departure;
import io.github.wsshutdown.samples.demo.seen.Knock;
import io.github.wsshutdown.samples.demo.seen.Observations;

/**
 * The crowd of a chat.
 */
public final class WebSocketCrowd implements Crowd {

	/** Fewer than the queue of a server that has not accepted them yet. */
	private static final int CONNECTING_AT_ONCE = 50;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** What a kernel needs to deliver what a process left behind. */
	private static final Duration AFTERMATH = Duration.ofSeconds(5);

	private final EventLoop loop = new EventLoop();

	private final Patience patience = new Patience(this.loop.ended());

	private final List<SlowManner> questions;

	private final List<Visitor> slow;

	private final List<Visitor> others;

	private Knocking knocking;

	public WebSocketCrowd(CrowdPlan plan) {
		this.questions = Stream.generate(() -> new SlowManner(plan.slowness())).limit(plan.slow()).toList();
		this.slow = this.questions.stream().<Visitor>map(this::guest).toList();
		HttpClient client = HttpClient.newHttpClient();
		this.others = new ArrayList<>();
		add(plan.idle(), (i) -> guest(Manner.IDLE));
		add(plan.stuck(), (i) -> guest(new StuckManner(this.loop, plan.floodBytes())));
		add(plan.chatty(), (i) -> guest(new ChattyManner(this.loop, i, plan.chatBytes(), plan.chatInterval())));
		add(plan.witnesses(), (i) -> new Witness(client));
	}

	private Visitor guest(Manner manner) {
		return new Guest(this.loop, manner);
	}

	private void add(int count, IntFunction<Visitor> visitor) {
		IntStream.range(0, count).mapToObj(visitor).forEach(this.others::add);
	}

	private Stream<Visitor> visitors() {
		return Stream.concat(this.others.stream(), this.slow.stream());
	}

	private List<CompletableFuture<Departure>> departures() {
		return visitors().map(Visitor::departed).toList();
	}

	@Override
	public int size() {
		return this.others.size() + this.slow.size();
	}

	@Override
	public void connect(InetSocketAddress server) throws InterruptedException {
		this.knocking = new Knocking(this.loop, server);
		Semaphore turns = new Semaphore(CONNECTING_AT_ONCE);
		List<CompletableFuture<Void>> opened = new ArrayList<>();
		for (Visitor visitor : visitors().toList()) {
			if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new IllegalStateException("The server lets nobody in any more");
			}
			opened.add(visitor.connect(server).whenComplete((nothing, ex) -> turns.release()));
		}
		this.patience.await(opened, PATIENCE, "To connect");
	}

	@Override
	public void settle() throws InterruptedException {
		settle(this.others);
		settle(this.slow); // at last, so that their replies are not there too early
	}

	private void settle(List<Visitor> visitors) throws InterruptedException {
		this.patience.await(visitors.stream().map(Visitor::settle).toList(), PATIENCE, "To settle");
	}

	@Override
	public void serverIsStopping() {
		this.knocking.begin();
	}

	@Override
	public int connected() {
		return (int) departures().stream().filter((departure) -> !departure.isDone()).count();
	}

	@Override
	public Observations serverHasStopped() throws InterruptedException {
		visitors().forEach(Visitor::serverHasStopped);
		CompletableFuture<List<Knock>> knocks = this.knocking.finish();
		List<CompletableFuture<Departure>> departures = departures();
		if (!this.patience.awaitOrTimeOut(departures, AFTERMATH)) {
			visitors().forEach(Visitor::giveUp);
			this.patience.await(departures, AFTERMATH, "To give up");
		}
		this.patience.await(List.of(knocks), AFTERMATH, "To knock");
		int replies = (int) this.questions.stream().filter(SlowManner::isAnswered).count();
		return new Observations(departures.stream().map(CompletableFuture::join).toList(), this.questions.size(),
				replies, knocks.join());
	}

	@Override
	public void close() {
		this.loop.close();
	}

}
