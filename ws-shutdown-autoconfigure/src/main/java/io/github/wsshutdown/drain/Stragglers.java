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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Those who were still there at the deadline: each is described, then cut.
 */
final class Stragglers {

	private static final System.Logger logger = System.getLogger(Straggler.class.getName());

	private static final int FRAMES = 64;

	private static final int TOLD = 100;

	private final AtomicInteger told = new AtomicInteger();

	private final Queue<Straggler> described = new ConcurrentLinkedQueue<>();

	/**
	 * Cuts one, of whom somebody is told first, unless there were many before: who is
	 * told may take a moment for each, and there is little time left.
	 */
	void cut(Slot slot, Connection connection, Consumer<Straggler> told) {
		describe(connection, told);
		try {
			connection.terminate();
		}
		catch (RuntimeException | Error ex) {
			logger.log(System.Logger.Level.WARNING, "Connection could not be cut", ex);
			slot.end(Outcome.TERMINATED);
		}
	}

	Collection<Straggler> described() {
		return this.described;
	}

	private void describe(Connection connection, Consumer<Straggler> told) {
		try {
			ConnectionInfo info = connection.info();
			Activity activity = connection.activity();
			Straggler straggler = new Straggler(info.id(), info.kind(), info.endpoint(),
					Duration.between(info.since(), Instant.now()), activity.inFlight(), stackOf(activity));
			this.described.add(straggler);
			if (this.told.incrementAndGet() <= TOLD) {
				told.accept(straggler);
			}
		}
		catch (RuntimeException | Error ex) {
			logger.log(System.Logger.Level.WARNING, "A straggler could not be described", ex);
		}
	}

	private static List<String> stackOf(Activity activity) {
		Thread worker = activity.worker();
		if (worker == null) {
			return List.of();
		}
		return Arrays.stream(worker.getStackTrace()).limit(FRAMES).map(Stragglers::frame).toList();
	}

	private static String frame(StackTraceElement frame) {
		String place = frame.isNativeMethod() ? "native" : frame.getFileName() + ":" + frame.getLineNumber();
		return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
	}

}
