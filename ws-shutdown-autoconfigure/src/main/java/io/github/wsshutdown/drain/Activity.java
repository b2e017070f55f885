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

import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Counts what is in flight on one connection.
 * <p>
 * Each {@link #begin()} is matched by one {@link #end()}, from any thread. A pair costs
 * two updates of one counter, no allocation and no clock call. A connection with a count
 * above zero is busy; a drain asks it to leave when the count is back at zero, or when
 * its grace is over.
 */
public final class Activity {

	private static final int WATCHED = 1 << 31;

	private final AtomicInteger word = new AtomicInteger();

	private final AtomicReference<@Nullable Runnable> onIdle = new AtomicReference<>();

	private final CoarseClock clock;

	private int lastActive;

	/**
	 * Seen by its own thread at once, and by others, for whom it serves a description,
	 * soon.
	 */
	private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();

	/**
	 * Threads that end what was begun elsewhere; most connections have none.
	 */
	private final AtomicReference<@Nullable Set<Thread>> helpers = new AtomicReference<>();

	/**
	 * Creates the activity of one connection.
	 * @param clock the clock that marks activity
	 */
	public Activity(CoarseClock clock) {
		this.clock = clock;
		this.lastActive = clock.seconds();
	}

	/**
	 * Begins a piece of work that a drain is to wait for.
	 */
	public void begin() {
		this.word.incrementAndGet();
		this.lastActive = this.clock.seconds();
	}

	/**
	 * Begins a piece of work for which somebody else will say that it is done.
	 * @return ends the work, from any thread; only the first call counts
	 */
	public Runnable beginForOthers() {
		AtomicBoolean open = new AtomicBoolean(true);
		begin();
		return () -> {
			if (open.compareAndSet(true, false)) {
				end();
			}
		};
	}

	/**
	 * Begins a piece of work that runs on the calling thread to its end, so that a
	 * straggler's stack can be told. Where several threads are at work, the first of them
	 * is told. Not to be nested on one thread.
	 */
	public void beginHere() {
		if (this.runner.getOpaque() == null) {
			this.runner.setOpaque(Thread.currentThread());
		}
		begin();
	}

	/**
	 * Begins a piece of work as {@link #beginHere()} does, unless it is a part of one
	 * that the calling thread is running already.
	 * @return whether it has begun, and so is to be ended by {@link #endHere()}
	 */
	public boolean beginHereUnlessNested() {
		if (isRunningHere()) {
			return false;
		}
		beginHere();
		return true;
	}

	/**
	 * Ends a piece of work. The last one of a watched connection runs the watcher's
	 * callback on the calling thread.
	 */
	public void end() {
		this.lastActive = this.clock.seconds();
		if (this.word.decrementAndGet() == WATCHED) {
			fire();
		}
	}

	/**
	 * Ends a piece of work begun by {@link #beginHere()}. If that lets the connection
	 * leave, it is asked while the calling thread still is its {@link #runner()}.
	 */
	public void endHere() {
		end();
		if (isRunningHere()) {
			this.runner.setOpaque(null);
		}
	}

	/**
	 * Runs a piece of work that was begun before, perhaps on another thread, and ends it.
	 * The calling thread may run work of many connections, so nothing is closed on it.
	 * @param work what to run
	 */
	public void endAfter(Runnable work) {
		Set<Thread> running = helpers();
		Thread current = Thread.currentThread();
		boolean first = running.add(current);
		try {
			work.run();
		}
		finally {
			if (first) {
				running.remove(current);
			}
			end();
		}
	}

	private Set<Thread> helpers() {
		Set<Thread> known = this.helpers.get();
		if (known != null) {
			return known;
		}
		this.helpers.compareAndSet(null, ConcurrentHashMap.newKeySet());
		return helpers();
	}

	/**
	 * Returns how many pieces of work have begun and not ended.
	 * @return the number in flight
	 */
	public int inFlight() {
		return this.word.get() & ~WATCHED;
	}

	/**
	 * Returns how long nothing has begun or ended on this connection, to a second.
	 * @return whole seconds since the last beginning or end
	 */
	public int idleSeconds() {
		return this.clock.seconds() - this.lastActive;
	}

	/**
	 * Returns the thread that is handling a message just now.
	 * @return the thread, or {@code null}
	 */
	public @Nullable Thread runner() {
		return this.runner.getOpaque();
	}

	/**
	 * Returns whether the calling thread is the {@link #runner()}.
	 * @return whether it is handling a message just now
	 */
	public boolean isRunningHere() {
		return runner() == Thread.currentThread();
	}

	/**
	 * Returns a thread on which something is in flight, for a description.
	 * @return the thread, or {@code null}
	 */
	@Nullable Thread worker() {
		Set<Thread> running = this.helpers.get();
		Iterator<Thread> any = (running != null) ? running.iterator() : Collections.emptyIterator();
		return any.hasNext() ? any.next() : runner();
	}

	/**
	 * Runs the callback once as soon as nothing is in flight: now, on the calling thread,
	 * or on the thread that ends the last piece of work. A later call replaces a callback
	 * that has not run: until the connection is asked to leave, it is the drain's.
	 * @param callback what to run; must not block
	 */
	public void whenIdle(Runnable callback) {
		this.onIdle.set(callback);
		int before = this.word.getAndUpdate((current) -> current | WATCHED);
		if ((before & ~WATCHED) == 0) {
			fire();
		}
	}

	private void fire() {
		Runnable callback = this.onIdle.getAndSet(null);
		if (callback != null) {
			callback.run();
		}
	}

}
