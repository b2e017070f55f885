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

package io.github.wsshutdown.container.undertow;

import java.util.concurrent.atomic.AtomicBoolean;

import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Keeps writes resumed if another thread has resumed them while the I/O thread was about
 * to suspend them.
 * <p>
 * Spring takes its write listener away behind every group of buffers and sets another for
 * the next, on the thread that emits it. Finding none, Undertow suspends writes on the
 * I/O thread. If the listener is set and writes are resumed just before that, nobody
 * would resume them again, and the response would hang.
 */
final class ResponseSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

	private final AtomicBoolean resumedElsewhere = new AtomicBoolean();

	ResponseSink(StreamSinkConduit next) {
		super(next);
	}

	@Override
	public void resumeWrites() {
		if (!isIoThread()) {
			this.resumedElsewhere.set(true);
		}
		super.resumeWrites();
	}

	/**
	 * Has the I/O thread look once more for a listener after another thread has resumed
	 * writes: nothing tells whether it had seen that.
	 */
	@Override
	public void suspendWrites() {
		super.suspendWrites();
		if (isIoThread() && this.resumedElsewhere.compareAndSet(true, false)) {
			super.resumeWrites();
		}
	}

	private boolean isIoThread() {
		return Thread.currentThread() == getWriteThread();
	}

}
