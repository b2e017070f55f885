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

package io.github.wsshutdown.container.jetty;

import java.util.concurrent.atomic.AtomicReference;

import io.github.wsshutdown.drain.Activity;

/**
 * Counts what the endpoint of one session is busy with. A frame that was handed to the
 * session is in flight until Jetty demands the next one: then the endpoint's method has
 * returned, on whatever thread Jetty has called it.
 */
final class EndpointCalls {

	private enum Stage {

		IDLE, HANDING_OVER, DONE, ELSEWHERE

	}

	private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.IDLE);

	private final Activity activity;

	/**
	 * Creates the count.
	 * @param activity counts; one piece of work has begun on the thread that opens the
	 * session, the call of {@code onOpen}
	 */
	EndpointCalls(Activity activity) {
		this.activity = activity;
	}

	/**
	 * Is told once, on the thread that opens the session, that it is open.
	 */
	void opened() {
		this.activity.endHere();
	}

	/**
	 * Returns whether nothing is in flight but what the calling thread does.
	 */
	boolean isNothingElseGoingOn() {
		int own = this.activity.isRunningHere() ? 1 : 0;
		return this.activity.inFlight() <= own;
	}

	/**
	 * Hands a frame over.
	 * @param last whether no frame can be demanded after this one
	 * @param handOver hands it to the session
	 */
	void handOver(boolean last, Runnable handOver) {
		if (!this.stage.compareAndSet(Stage.IDLE, Stage.HANDING_OVER)) {
			handOver.run();
			return;
		}
		this.activity.beginHere();
		try {
			handOver.run();
		}
		finally {
			if (last) {
				done();
			}
			handedOver();
		}
	}

	private void handedOver() {
		this.activity.begin();
		if (!this.stage.compareAndSet(Stage.HANDING_OVER, Stage.ELSEWHERE)) {
			this.stage.set(Stage.IDLE);
			this.activity.end();
		}
		this.activity.endHere();
	}

	/**
	 * Is told that the session is done with the frame it was handed, if it was.
	 */
	void done() {
		if (!this.stage.compareAndSet(Stage.HANDING_OVER, Stage.DONE)
				&& this.stage.compareAndSet(Stage.ELSEWHERE, Stage.IDLE)) {
			this.activity.end();
		}
	}

	/**
	 * Runs what may call the endpoint's {@code onClose}. The endpoint may have closed the
	 * session itself, and is then still running.
	 */
	void closing(Runnable close) {
		boolean begun = this.activity.beginHereUnlessNested();
		try {
			close.run();
		}
		finally {
			if (begun) {
				this.activity.endHere();
			}
		}
	}

}
