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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The {@link Drainer} of the connections in a {@link ConnectionRegistry}.
 * <p>
 * At most one drain runs at a time. Which one, and for whom the gate is closed, changes
 * only under this object's monitor; no session and no listener is called under it, unless
 * this was closed before.
 */
public final class ConnectionDrainer implements Drainer, AutoCloseable {

	private final DrainEnvironment environment;

	private @Nullable RunningDrain current;

	private @Nullable RunningDrain closer;

	private @Nullable RunningDrain shutdown;

	private boolean ending;

	private long refusedBeforeEnd;

	/**
	 * Creates a drainer.
	 * @param registry the connections and the gate
	 * @param timer the source of time
	 * @param settings how to go about it
	 * @param order who is asked first
	 * @param listeners who is told
	 */
	public ConnectionDrainer(ConnectionRegistry registry, Timer timer, DrainSettings settings, DrainOrder order,
			List<DrainListener> listeners) {
		this.environment = new DrainEnvironment(registry, timer, settings, new Selection(registry, order),
				new Notifications(listeners));
	}

	@Override
	public Drain drain(DrainRequest request) {
		return begin(request, true);
	}

	@Override
	public Drain start(DrainRequest request) {
		return begin(request, false);
	}

	private Drain begin(DrainRequest request, boolean mayJoin) {
		DrainEnvironment adapted = this.environment.with(request.options());
		Headcount members = Headcount.of(adapted.selection().of(request.scope()));
		RunningDrain drain;
		synchronized (this) {
			if (request.cause().shutdown()) {
				end();
			}
			RunningDrain running = unfinished();
			if (this.ending && !request.cause().shutdown()) {
				running = whileEnding(running, request, mayJoin);
			}
			if (mayJoin && running != null && running.admits(request)) {
				return running;
			}
			if (running != null && !request.cause().shutdown()) {
				throw new DrainInProgressException(running, request);
			}
			long refusedBefore = this.ending ? this.refusedBeforeEnd : this.environment.registry().refused();
			drain = new RunningDrain(this, adapted, request, members, running, refusedBefore);
			if (running != null && !running.supersededBy(drain)) {
				drain = new RunningDrain(this, adapted, request, members, null, refusedBefore);
			}
			this.current = drain;
			if (request.cause().shutdown()) {
				this.shutdown = drain;
			}
			if (!drain.settles()) {
				closeGate(drain);
			}
			drain.tellStarted();
		}
		try {
			drain.start();
		}
		catch (RuntimeException | Error ex) {
			abort(drain);
			throw ex;
		}
		return drain;
	}

	/**
	 * Ends a drain that could not be started, lest no other can be. Once the application
	 * is ending, the gate stays closed.
	 */
	private synchronized void abort(RunningDrain drain) {
		if (!drain.scope().closesGate() || !undrain(drain)) {
			drain.markCancelled();
			drain.undo();
		}
	}

	/**
	 * Returns the drain to join, perhaps, by a request that comes too late to start one.
	 */
	private RunningDrain whileEnding(@Nullable RunningDrain running, DrainRequest request, boolean mayJoin) {
		if (this.shutdown != null && !mayJoin) {
			throw DrainInProgressException.ofShutdown(this.shutdown, request);
		}
		RunningDrain joined = (this.shutdown != null) ? this.shutdown : running;
		if (joined == null) {
			throw new ShutdownInProgressException(request);
		}
		return joined;
	}

	@Override
	public DrainPreview preview(DrainRequest request) {
		DrainEnvironment adapted = this.environment.with(request.options());
		List<Slot> members = adapted.selection().of(request.scope());
		Duration settle = adapted.settleFor(request.scope(), request.timeout());
		DrainPlan plan = DrainPlan.of(adapted.settings(), Headcount.of(members), settle, request.timeout());
		List<Connection> order = new ArrayList<>();
		for (Slot slot : adapted.selection().inOrder(members)) {
			Connection connection = slot.connection();
			if (connection != null) {
				order.add(connection);
			}
		}
		return new DrainPreview(plan, order);
	}

	@Override
	public synchronized Optional<Drain> running() {
		return Optional.ofNullable(current()).filter((drain) -> !drain.isOver()).map(Drain.class::cast);
	}

	@Override
	public synchronized List<Scope> refusing() {
		return this.environment.registry().refusing();
	}

	@Override
	public synchronized boolean undrain() {
		RunningDrain closed = this.closer;
		RunningDrain undone = (current() != null) ? current() : closed;
		if (this.ending || (undone == null && this.environment.registry().refusing().isEmpty())) {
			return false;
		}
		this.current = null;
		this.closer = null;
		if (undone != null) {
			undone.tellCancelled();
		}
		if (closed != null) {
			closed.markCancelled();
		}
		this.environment.registry().openGate();
		if (undone != null) {
			undone.undo();
		}
		if (closed != null && closed != undone) {
			closed.undo();
		}
		return true;
	}

	@Override
	public synchronized DrainState state() {
		RunningDrain drain = current();
		if (drain != null) {
			return drain.state();
		}
		if (this.environment.registry().refusing().isEmpty()) {
			return DrainState.ACCEPTING;
		}
		return this.ending ? DrainState.DRAINING : DrainState.DRAINED;
	}

	/**
	 * Tells whether everybody is being drained or, if that is over, kept away since.
	 * @return whether a drain of everything has begun and was not undone
	 */
	public synchronized boolean isEverythingDrained() {
		RunningDrain running = unfinished();
		return (running != null && running.scope().covers(Scope.everything()))
				|| this.environment.registry().isGateClosed(Scope.everything());
	}

	/**
	 * Tells whether the application has begun to end.
	 * @return whether nothing can be undone any more
	 */
	public synchronized boolean isEnding() {
		return this.ending;
	}

	/**
	 * Says that the application has begun to end: from now on nothing can be undone, and
	 * unless there is time to settle, nobody new comes in. Idempotent.
	 */
	public synchronized void shutdownBegins() {
		end();
		if (this.environment.settings().settle().isZero()) {
			this.environment.registry().closeGate(Scope.everything());
		}
	}

	/**
	 * Goes back to the beginning, as if there had been no drain: for an application that
	 * was stopped and starts again.
	 */
	public synchronized void reset() {
		this.ending = false;
		if (unfinished() != null) {
			undrain();
		}
		this.current = null;
		this.closer = null;
		this.shutdown = null;
		this.environment.registry().openGate();
	}

	/**
	 * Ends the thread that tells the listeners, once all is told. What a later drain has
	 * to tell is told by the thread that starts it.
	 */
	@Override
	public void close() {
		this.environment.notifications().close();
	}

	synchronized boolean undrain(RunningDrain drain) {
		return this.current == drain && !drain.isOver() && undrain();
	}

	/**
	 * Closes the gate on behalf of a drain, unless it is the running one no more.
	 */
	synchronized boolean closeGate(RunningDrain drain) {
		if (this.current != drain) {
			return false;
		}
		if (drain.scope().closesGate()) {
			this.environment.registry().closeGate(drain.scope(), drain::late);
			if (this.closer != null && this.closer != drain) {
				this.closer.closesFurther(drain);
			}
			this.closer = drain;
		}
		return true;
	}

	private void end() {
		if (!this.ending) {
			this.ending = true;
			this.refusedBeforeEnd = this.environment.registry().refused();
		}
	}

	/**
	 * Returns the drain that runs, or has left the gate closed.
	 */
	private @Nullable RunningDrain current() {
		RunningDrain drain = this.current;
		return (drain != null && drain.isOver() && !drain.scope().closesGate()) ? null : drain;
	}

	private @Nullable RunningDrain unfinished() {
		return (this.current != null && !this.current.isOver()) ? this.current : null;
	}

}
