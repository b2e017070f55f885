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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * One drain from its beginning to its report: time, and who belongs to it. Who is asked
 * when is left to {@link Leaving}.
 */
final class RunningDrain implements Drain {

	static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

	private static final Duration CHANGES_WITHIN = Duration.ofMillis(100);

	private final ConnectionDrainer drainer;

	private final DrainEnvironment environment;

	private final DrainRequest request;

	private final @Nullable RunningDrain predecessor;

	private final boolean continuation;

	private final DrainClock clock;

	private final Instant since;

	private final DrainPlan plan;

	private final long refusedBefore;

	private final Tally tally = new Tally();

	private final Leaving leaving;

	private final AtomicBoolean finished = new AtomicBoolean();

	private final AtomicBoolean changed = new AtomicBoolean();

	private final Stragglers stragglers = new Stragglers();

	private final Queue<Slot> inherited = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<DrainReport> report = new CompletableFuture<>();

	private volatile DrainState state = DrainState.SETTLING;

	private volatile boolean cancelled;

	private volatile @Nullable RunningDrain successor;

	private volatile @Nullable RunningDrain nextCloser;

	RunningDrain(ConnectionDrainer drainer, DrainEnvironment environment, DrainRequest request, Headcount members,
			@Nullable RunningDrain predecessor, long refusedBefore) {
		this.drainer = drainer;
		this.environment = environment;
		this.request = request;
		this.predecessor = predecessor;
		this.continuation = predecessor != null && predecessor.scope().covers(request.scope());
		DrainClock requested = DrainClock.start(environment.timer(), request.timeout());
		this.clock = (predecessor != null && this.continuation) ? requested.notAfter(predecessor.clock) : requested;
		this.since = environment.timer().now();
		Duration left = this.clock.left();
		Duration settle = this.continuation ? Duration.ZERO : environment.settleFor(request.scope(), left);
		this.plan = DrainPlan.of(environment.settings(), members, settle, left);
		this.refusedBefore = (predecessor != null) ? predecessor.refusedBefore : refusedBefore;
		this.leaving = new Leaving(environment, this, left);
		if (predecessor != null) {
			this.tally.hold();
		}
	}

	@Override
	public Scope scope() {
		return this.request.scope();
	}

	@Override
	public List<Cause> causes() {
		List<Cause> causes = new ArrayList<>();
		if (this.predecessor != null) {
			causes.addAll(this.predecessor.causes());
		}
		causes.add(this.request.cause());
		return causes;
	}

	@Override
	public Instant since() {
		return this.since;
	}

	@Override
	public DrainPlan plan() {
		return this.plan;
	}

	@Override
	public CompletionStage<DrainReport> report() {
		return this.report.minimalCompletionStage();
	}

	@Override
	public List<Connection> asked() {
		List<Connection> asked = new ArrayList<>();
		for (Slot slot : members()) {
			Connection connection = slot.connection();
			if (connection != null && slot.wasAsked()) {
				asked.add(connection);
			}
		}
		return asked;
	}

	@Override
	public boolean cancel() {
		return this.drainer.undrain(this);
	}

	@Override
	public Progress progress() {
		Map<Outcome, Integer> outcomes = this.tally.outcomes();
		int ended = outcomes.values().stream().mapToInt(Integer::intValue).sum();
		int total = this.tally.total();
		return new Progress(state(), total, this.tally.askedCount(), Math.max(0, total - ended),
				Headcount.of(members()).busy(), outcomes, refused(), this.clock.elapsed(), this.clock.left());
	}

	DrainState state() {
		return this.state;
	}

	boolean isOver() {
		return this.finished.get() || this.cancelled;
	}

	/**
	 * Tells whether a request can be met by this drain.
	 */
	boolean admits(DrainRequest other) {
		if (this.request.cause().shutdown()) {
			return true;
		}
		return !other.cause().shutdown() && this.request.scope().covers(other.scope())
				&& !this.clock.endsBeforeDeadline(other.timeout());
	}

	/**
	 * Tells whether newcomers are let in for a while after this drain has begun.
	 */
	boolean settles() {
		return !this.plan.settle().isZero();
	}

	/**
	 * Tells the listeners, later, that this begins.
	 */
	void tellStarted() {
		this.environment.notifications().tell((listener) -> listener.started(this, this.plan));
	}

	void start() {
		this.clock.alarm(PROGRESS_EVERY, this::tellProgress);
		this.clock.alarm(this.clock.left(), this::terminate);
		if (settles()) {
			this.clock.alarm(this.plan.settle(), this::settled);
		}
		else {
			begin();
		}
	}

	private void settled() {
		if (this.drainer.closeGate(this)) {
			begin();
		}
	}

	/**
	 * Takes up everybody in scope, now that the gate is closed, and lets them leave.
	 */
	private void begin() {
		if (!endSettling(DrainState.DRAINING)) {
			return;
		}
		if (this.predecessor != null) {
			this.predecessor.giveWay();
		}
		try {
			takeUpAll();
		}
		finally {
			finishIf(this.tally.settled());
		}
	}

	private void takeUpAll() {
		List<Slot> open = new ArrayList<>();
		for (Slot slot : this.environment.selection().of(scope())) {
			takeUp(slot, open);
		}
		if (this.predecessor != null) {
			for (Slot slot : this.predecessor.members()) {
				takeUp(slot, open);
			}
		}
		this.leaving.begin(open, this.clock.left());
		if (!this.inherited.isEmpty() && this.predecessor != null) {
			this.clock.alarm(this.predecessor.clock.left(), () -> cut(this.inherited));
		}
	}

	private void takeUp(Slot slot, List<Slot> open) {
		if (adopt(slot) && slot.connection() != null) {
			open.add(slot);
		}
	}

	private synchronized boolean endSettling(DrainState next) {
		if (this.state != DrainState.SETTLING) {
			return false;
		}
		this.state = next;
		return true;
	}

	private synchronized void reach(DrainState next) {
		if (next.compareTo(this.state) > 0) {
			this.state = next;
		}
	}

	private boolean adopt(Slot slot) {
		this.tally.adopted();
		if (!slot.adopt(this)) {
			finishIf(this.tally.withdrawn());
			return false;
		}
		changed();
		return true;
	}

	/**
	 * Tells whether anybody may still become a part of this drain, or, once it is over,
	 * may be asked to leave because of it.
	 */
	boolean isTakingUp() {
		return !this.cancelled && this.successor == null && this.nextCloser == null;
	}

	/**
	 * A reservation that belongs to this drain has become a connection.
	 */
	void arrived(Slot slot) {
		if (this.state == DrainState.TERMINATING) {
			cut(List.of(slot));
		}
		else if (!this.cancelled) {
			this.leaving.grant(slot);
		}
	}

	/**
	 * Somebody was established within the closed gate whom no drain had taken up.
	 */
	void late(Slot slot) {
		if (this.finished.get()) {
			this.leaving.dismiss(slot);
		}
		else if (adopt(slot)) {
			arrived(slot);
		}
		RunningDrain next = this.nextCloser;
		if (next != null && !slot.wasAsked()) {
			next.late(slot);
		}
	}

	/**
	 * Counts one that is asked to leave, or was asked before it became a part of this.
	 */
	void countAsked() {
		this.tally.asked();
	}

	void withdrawn() {
		changed();
		finishIf(this.tally.withdrawn());
	}

	void ended(Outcome outcome) {
		changed();
		finishIf(this.tally.ended(outcome));
	}

	void handedOver(Slot slot, RunningDrain taker, boolean wasAsked) {
		if (!taker.continuation) {
			taker.inherited.add(slot);
		}
		finishIf(this.tally.handedOver(taker.tally, wasAsked));
	}

	/**
	 * Makes another drain the heir of this one.
	 * @return whether there is something to inherit: this drain is not over
	 */
	synchronized boolean supersededBy(RunningDrain heir) {
		if (this.finished.get()) {
			return false;
		}
		this.successor = heir;
		heir.report.thenAccept(this.report::complete);
		return true;
	}

	private void giveWay() {
		stop();
		if (endSettling(DrainState.DRAINED)) {
			finishIf(this.tally.settled());
		}
	}

	/**
	 * Ends this drain, once.
	 * @return whether it is this drain that reports, and not the one that overtook it
	 */
	private boolean finish() {
		RunningDrain heir;
		synchronized (this) {
			if (!this.finished.compareAndSet(false, true)) {
				return false;
			}
			heir = this.successor;
		}
		if (heir != null) {
			heir.finishIf(heir.tally.settled());
		}
		return heir == null;
	}

	/**
	 * Hands those who are late over to a drain that closes the gate further.
	 */
	void closesFurther(RunningDrain next) {
		this.nextCloser = next;
	}

	void markCancelled() {
		this.cancelled = true;
	}

	/**
	 * Marks this as cancelled, of which the listeners are told before its end.
	 */
	synchronized void tellCancelled() {
		markCancelled();
		this.environment.notifications()
			.tellOf(this::progress, (listener, progress) -> listener.undrained(this, progress));
	}

	/**
	 * Lets go of everybody who was not asked; from the return of this method on nobody is
	 * chosen any more. That this is over changes nothing: somebody may have been late.
	 */
	void undo() {
		this.leaving.cancel();
		boolean settling = endSettling(DrainState.DRAINED);
		if (settling && this.predecessor != null) {
			this.predecessor.markCancelled();
			this.predecessor.undo();
		}
		for (Slot slot : this.environment.registry().slots()) {
			if (slot.abandon(this)) {
				finishIf(this.tally.settled());
			}
		}
		if (settling) {
			finishIf(this.tally.settled());
		}
	}

	private void terminate() {
		if (this.state == DrainState.SETTLING) {
			settled();
		}
		if (!this.cancelled) {
			reach(DrainState.TERMINATING);
		}
		this.leaving.cancel();
		cut(members());
		this.clock.alarmAfterDeadline(this.environment.settings().cutMargin(),
				() -> members().forEach((slot) -> slot.end(Outcome.TERMINATED)));
	}

	private void cut(Collection<Slot> slots) {
		for (Slot slot : slots) {
			Connection connection = slot.cut(this);
			if (connection != null) {
				this.stragglers.cut(slot, connection, this::tellTerminated);
			}
			else if (slot.belongsTo(this)) {
				slot.close();
			}
		}
	}

	private void tellTerminated(Straggler straggler) {
		this.environment.notifications().tell((listener) -> listener.terminated(this, straggler));
	}

	/**
	 * Says that the progress has changed. Cheap, and for event loops: nobody is told at
	 * once, and it is scheduled elsewhere, because a lock is needed for that.
	 */
	void changed() {
		if (!this.changed.get() && this.changed.compareAndSet(false, true)) {
			long since = this.environment.timer().nanos();
			this.environment.notifications().run(() -> tellChangedWithin(since));
		}
	}

	private void tellChangedWithin(long since) {
		this.environment.timer().scheduleAt(since + CHANGES_WITHIN.toNanos(), this::tellChanged);
	}

	private void tellChanged() {
		this.changed.set(false);
		if (!this.finished.get() && this.successor == null) {
			this.environment.notifications().tell((listener) -> listener.changed(this));
		}
	}

	private void tellProgress() {
		if (!this.finished.get() && this.successor == null) {
			this.environment.notifications()
				.tellOf(this::progress, (listener, progress) -> listener.progress(this, progress));
			this.clock.alarm(PROGRESS_EVERY, this::tellProgress);
		}
	}

	private void finishIf(boolean nothingPending) {
		if (!nothingPending || !finish()) {
			return;
		}
		stop();
		reach(DrainState.DRAINED);
		if (this.predecessor != null) {
			this.tally.addEnded(this.predecessor.tally);
		}
		List<Straggler> cut = new ArrayList<>(this.stragglers.described());
		if (this.predecessor != null) {
			cut.addAll(this.predecessor.stragglers.described());
		}
		DrainReport seen = tellFinished(cut);
		this.environment.timer().schedule(this.environment.settings().cutMargin(), () -> this.report.complete(seen));
	}

	private synchronized DrainReport tellFinished(List<Straggler> cut) {
		DrainReport seen = new DrainReport(scope(), causes(), this.cancelled, this.tally.total(),
				this.tally.askedCount(), this.tally.outcomes(), refused(), cut, this.clock.elapsed());
		this.environment.notifications()
			.tell((listener) -> listener.finished(this, seen), () -> this.report.complete(seen));
		return seen;
	}

	private void stop() {
		this.leaving.cancel();
		this.clock.cancelAlarms();
	}

	private List<Slot> members() {
		List<Slot> members = new ArrayList<>();
		for (Slot slot : this.environment.registry().slots()) {
			if (slot.belongsTo(this)) {
				members.add(slot);
			}
		}
		return members;
	}

	private long refused() {
		return this.environment.registry().refused() - this.refusedBefore;
	}

}
