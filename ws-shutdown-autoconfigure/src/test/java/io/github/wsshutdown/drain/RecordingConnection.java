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

package io.github.wsshutdown.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A {@link Connection} without a transport, which notes what it is told and answers as it
 * was scripted; unscripted, it answers at once.
 */
public final class RecordingConnection implements Connection {

	/**
	 * Who opens connections whose identifier ends with an even digit.
	 */
	public static final String USER = "ann";

	private static final Runnable NOTHING = () -> {
	};

	private final Supplier<Duration> time;

	private final Activity activity;

	private final ConnectionInfo info;

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private final List<Duration> asked = new CopyOnWriteArrayList<>();

	private final List<Duration> cut = new CopyOnWriteArrayList<>();

	private final List<Departure> departures = new CopyOnWriteArrayList<>();

	private volatile Runnable onLeave = () -> end(Outcome.PEER_ANSWERED);

	private volatile Runnable onTerminate = () -> end(Outcome.TERMINATED);

	private volatile Runnable onCloseCode = NOTHING;

	private volatile OptionalInt closeCode = OptionalInt.empty();

	private volatile boolean mapped = true;

	private volatile Runnable onInfo = NOTHING;

	private volatile Runnable onActivity = NOTHING;

	public RecordingConnection(Supplier<Duration> time, CoarseClock clock, Kind kind, String endpoint, String id) {
		this.time = time;
		this.activity = new Activity(clock);
		this.info = new Info(id, kind, endpoint, Instant.now(), () -> this.mapped);
	}

	@Override
	public ConnectionInfo info() {
		this.onInfo.run();
		return this.info;
	}

	@Override
	public Activity activity() {
		this.onActivity.run();
		return this.activity;
	}

	@Override
	public void leave(Departure departure) {
		this.asked.add(this.time.get());
		this.departures.add(departure);
		this.onLeave.run();
	}

	@Override
	public void terminate() {
		this.cut.add(this.time.get());
		this.onTerminate.run();
	}

	@Override
	public CompletionStage<Outcome> ended() {
		return this.ended;
	}

	@Override
	public OptionalInt closeCode() {
		this.onCloseCode.run();
		return this.closeCode;
	}

	public RecordingConnection closedWith(int code) {
		this.closeCode = OptionalInt.of(code);
		return this;
	}

	/**
	 * Has an endpoint of which only the path is known.
	 */
	public RecordingConnection unmapped() {
		this.mapped = false;
		return this;
	}

	public RecordingConnection onCloseCode(Runnable action) {
		this.onCloseCode = action;
		return this;
	}

	public RecordingConnection onLeave(Runnable action) {
		this.onLeave = action;
		return this;
	}

	public RecordingConnection onTerminate(Runnable action) {
		this.onTerminate = action;
		return this;
	}

	public RecordingConnection onInfo(Runnable action) {
		this.onInfo = action;
		return this;
	}

	public RecordingConnection onActivity(Runnable action) {
		this.onActivity = action;
		return this;
	}

	public RecordingConnection answersAfter(Timer timer, Duration delay) {
		return onLeave(() -> timer.schedule(delay, () -> end(Outcome.PEER_ANSWERED)));
	}

	public RecordingConnection neverAnswers() {
		return onLeave(NOTHING);
	}

	public RecordingConnection ignoresTermination() {
		return onTerminate(NOTHING);
	}

	/**
	 * Ends this connection; only the first call counts.
	 */
	public void end(Outcome outcome) {
		this.ended.complete(outcome);
	}

	public void endExceptionally() {
		this.ended.completeExceptionally(new IllegalStateException("scripted"));
	}

	/**
	 * Returns whose this is, without asking as a drain does.
	 */
	String user() {
		return this.info.user();
	}

	public boolean isOpen() {
		return !this.ended.isDone();
	}

	/**
	 * Returns when {@link #leave} was called, each time.
	 */
	public List<Duration> asked() {
		return this.asked;
	}

	/**
	 * Returns when {@link #terminate} was called, each time.
	 */
	public List<Duration> cut() {
		return this.cut;
	}

	public List<Departure> departures() {
		return this.departures;
	}

	@Override
	public String toString() {
		return this.info.id();
	}

	/**
	 * Fails in the way of a broken adapter.
	 */
	public static void fail() {
		throw new IllegalStateException("scripted");
	}

	private record Info(String id, Kind kind, String endpoint, Instant since,
			BooleanSupplier mapped) implements ConnectionInfo {

		@Override
		public boolean isEndpointPattern() {
			return this.mapped.getAsBoolean();
		}

		@Override
		public String user() {
			return ((this.id.charAt(this.id.length() - 1) - '0') % 2 == 0) ? USER : null;
		}

	}

}
