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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wsshutdown.samples.demo.seen.Departure;
import io.github.wsshutdown.samples.demo.seen.Knock;
import io.github.wsshutdown.samples.demo.seen.Observations;

/**
 * A crowd at a WebSocket.
 */
public final class WebSocketCrowd implements Crowd {

	private final EventLoop loop = new EventLoop();

	private final Patience patience = new Patience(this.loop.ended());

	private final String path;

	private final List<SlowManner> questions;

	private final Visitors slow;

	private final Visitors others;

	private Knocking knocking;

	public WebSocketCrowd(CrowdPlan plan, String path) {
		this.path = path;
		this.questions = Stream.generate(() -> new SlowManner(plan.slowness())).limit(plan.slow()).toList();
		this.slow = new Visitors(this.questions.stream().map(this::guest).toList(), this.patience);
		HttpClient client = HttpClient.newHttpClient();
		List<Visitor> visitors = new ArrayList<>();
		add(visitors, plan.idle(), (i) -> guest(Manner.IDLE));
		add(visitors, plan.stuck(), (i) -> guest(new StuckManner(this.loop, plan.floodBytes())));
		add(visitors, plan.chatty(),
				(i) -> guest(new ChattyManner(this.loop, i, plan.chatBytes(), plan.chatInterval())));
		add(visitors, plan.witnesses(), (i) -> new Witness(client, path));
		this.others = new Visitors(visitors, this.patience);
	}

	private Guest guest(Manner manner) {
		return new Guest(this.loop, manner, this.path);
	}

	private static void add(List<Visitor> visitors, int count, IntFunction<Visitor> visitor) {
		IntStream.range(0, count).mapToObj(visitor).forEach(visitors::add);
	}

	@Override
	public int size() {
		return this.others.size() + this.slow.size();
	}

	@Override
	public void connect(InetSocketAddress server) throws InterruptedException {
		this.knocking = new Knocking(this.loop, server, this.path);
		this.others.connect(server);
		this.slow.connect(server);
	}

	@Override
	public void settle() throws InterruptedException {
		this.others.settle();
		this.slow.settle(); // at last, so that their replies are not there too early
	}

	@Override
	public void serverIsStopping() {
		this.knocking.begin();
	}

	@Override
	public int connected() {
		return this.others.connected() + this.slow.connected();
	}

	@Override
	public Observations serverHasStopped() throws InterruptedException {
		CompletableFuture<List<Knock>> knocks = this.knocking.finish();
		List<Departure> departures = new ArrayList<>(this.others.depart());
		departures.addAll(this.slow.depart());
		this.patience.await(List.of(knocks), Visitors.AFTERMATH, "To knock");
		int replies = (int) this.questions.stream().filter(SlowManner::isAnswered).count();
		return new Observations(departures, this.questions.size(), replies, knocks.join());
	}

	@Override
	public void close() {
		this.loop.close();
	}

}
