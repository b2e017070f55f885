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

package io.github.wsshutdown.reactive.stream;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.event.EventBoundary;

/**
 * Passes a body on, and ends it behind an event when told to. What the application has
 * emitted by then is passed on first. Holds back no more than was asked for.
 *
 * @param <T> what the body consists of
 */
abstract class EventValve<T> implements CoreSubscriber<T>, Subscription, Scannable {

	private static final Log logger = LogFactory.getLog(EventValve.class);

	private final CoreSubscriber<? super T> actual;

	private final Activity activity;

	private final EventBoundary boundary;

	private final Queue<T> arrived = Queues.<T>unbounded(16).get();

	/**
	 * What was asked for and not given yet.
	 */
	private final AtomicLong demand = new AtomicLong();

	/**
	 * What has happened that is not seen to yet: one thread at a time sees to it. Begins
	 * with the call that hands over the subscription.
	 */
	private final AtomicInteger signals = new AtomicInteger(1);

	private final AtomicBoolean released = new AtomicBoolean();

	private volatile @Nullable Subscription upstream;

	private volatile boolean complete;

	private volatile @Nullable Throwable failure;

	private volatile boolean ending;

	private volatile boolean impatient;

	private volatile boolean cancelled;

	private volatile boolean writing;

	/**
	 * What was asked of the application and not given yet; like what follows, for the
	 * thread that sees to things.
	 */
	private long covered;

	private boolean inFlight;

	private boolean leaving;

	private boolean over;

	EventValve(CoreSubscriber<? super T> actual, Activity activity, EventBoundary boundary) {
		this.actual = actual;
		this.activity = activity;
		this.boundary = boundary;
	}

	/**
	 * Prepares a part of the body for being passed on.
	 * @return what is passed on
	 */
	abstract T prepare(T part);

	/**
	 * Tells whether a part is being written until {@link #written()} is called; otherwise
	 * it is when it has been passed on.
	 */
	abstract boolean isWrittenLater();

	/**
	 * Lets go of a part that is not passed on.
	 */
	abstract void discard(T part);

	/**
	 * Returns what is passed on last if this valve ends the body.
	 */
	abstract @Nullable T lastPart();

	final void end(boolean impatient) {
		this.impatient = impatient;
		this.ending = true;
	}

	final boolean isCancelled() {
		return this.cancelled;
	}

	final boolean isFailed() {
		return this.failure != null;
	}

	final void failed(Throwable failure) {
		this.failure = failure;
	}

	final void written() {
		this.writing = false;
		proceed();
	}

	@Override
	public final void onSubscribe(Subscription subscription) {
		if (Operators.validate(this.upstream, subscription)) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
			seeTo();
		}
	}

	@Override
	public final void onNext(T part) {
		this.arrived.offer(part);
		proceed();
	}

	@Override
	public final void onError(Throwable failure) {
		this.failure = failure;
		onComplete();
	}

	@Override
	public final void onComplete() {
		this.complete = true;
		proceed();
	}

	@Override
	public final void request(long number) {
		if (Operators.validate(number)) {
			this.demand.accumulateAndGet(number, Operators::addCap);
			proceed();
		}
	}

	@Override
	public final void cancel() {
		this.cancelled = true;
		cancelUpstream();
		proceed();
	}

	/**
	 * Lets go of the application, unless that was done, or it is done itself.
	 */
	private void cancelUpstream() {
		Subscription current = this.upstream;
		if (current != null && !this.complete && this.released.compareAndSet(false, true)) {
			current.cancel();
		}
	}

	final void proceed() {
		if (this.signals.getAndIncrement() == 0) {
			seeTo();
		}
	}

	private void seeTo() {
		int seen = 1;
		do {
			while (step()) {
				// Until there is nothing to do
			}
			seen = this.signals.addAndGet(-seen);
		}
		while (seen != 0);
	}

	/**
	 * Does what is next.
	 * @return whether there may be more to do
	 */
	private boolean step() {
		Subscription current = this.upstream;
		if (this.cancelled || this.over) {
			rest();
			return false;
		}
		if (current == null || this.writing) {
			return false;
		}
		boolean gap = this.boundary.isReached();
		if (gap && this.inFlight) {
			this.inFlight = false;
			this.activity.end();
		}
		if (this.leaving) {
			return passLast();
		}
		boolean done = this.complete;
		T part = this.arrived.poll();
		if (part != null) {
			pass(part);
			return true;
		}
		Throwable cause = this.failure;
		if (done && cause != null) {
			this.over = true;
			this.actual.onError(cause);
			return true;
		}
		if (this.ending && (gap || this.impatient || done)) {
			leave();
			return true;
		}
		if (done) {
			this.over = true;
			this.actual.onComplete();
			return true;
		}
		ask(current);
		return false;
	}

	private void pass(T part) {
		this.demand.updateAndGet(EventValve::oneLess);
		this.covered = oneLess(this.covered);
		if (!this.inFlight) {
			this.inFlight = true;
			this.activity.begin();
		}
		this.writing = isWrittenLater();
		this.actual.onNext(prepare(part));
	}

	private static long oneLess(long number) {
		return (number == Long.MAX_VALUE) ? number : Math.max(0, number - 1);
	}

	/**
	 * Has the application emit as much as was asked for, or, if this body is to end, what
	 * is missing of an event.
	 */
	private void ask(Subscription current) {
		long wanted = this.ending ? Math.min(1, this.demand.get()) : this.demand.get();
		if (this.covered < wanted) {
			long more = wanted - this.covered;
			this.covered = wanted;
			current.request(more);
		}
	}

	private void leave() {
		this.leaving = true;
		try {
			cancelUpstream();
		}
		catch (RuntimeException ex) {
			logger.debug("Application failed when its stream was cancelled", ex);
		}
	}

	private boolean passLast() {
		T last = this.boundary.isReached() ? lastPart() : null;
		if (last != null && this.demand.get() == 0) {
			return false;
		}
		this.over = true;
		if (last != null) {
			this.actual.onNext(last);
		}
		this.actual.onComplete();
		return true;
	}

	private void rest() {
		if (this.inFlight) {
			this.inFlight = false;
			this.activity.end();
		}
		for (T part = this.arrived.poll(); part != null; part = this.arrived.poll()) {
			discard(part);
		}
	}

	@Override
	public final Context currentContext() {
		return this.actual.currentContext();
	}

	@Override
	@SuppressWarnings("rawtypes") // as Reactor declares it
	public final @Nullable Object scanUnsafe(Attr key) {
		if (key == Attr.ACTUAL) {
			return this.actual;
		}
		return (key == Attr.PARENT) ? this.upstream : null;
	}

}
