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

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for futures, never for ever, and not on a thread that has died.
 *
 * @param ended completes, exceptionally, if nothing else can complete any more
 */
record Patience(CompletableFuture<Void> ended) {

	/**
	 * Wait for all of them.
	 * @throws IllegalStateException if one fails, or the time is over
	 */
	void await(Collection<? extends CompletableFuture<?>> futures, Duration time, String what)
			throws InterruptedException {
		if (!awaitOrTimeOut(futures, time)) {
			throw new IllegalStateException(what + " took longer than " + time.toSeconds() + " s");
		}
	}

	/**
	 * Wait for all of them as long as it is worth it.
	 * @return whether all completed
	 */
	boolean awaitOrTimeOut(Collection<? extends CompletableFuture<?>> futures, Duration time)
			throws InterruptedException {
		CompletableFuture<Void> all = CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
		try {
			CompletableFuture.anyOf(all, firstFailure(futures), this.ended).get(time.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause().getMessage(), ex.getCause());
		}
	}

	private CompletableFuture<Void> firstFailure(Collection<? extends CompletableFuture<?>> futures) {
		CompletableFuture<Void> failure = new CompletableFuture<>();
		for (CompletableFuture<?> future : futures) {
			future.whenComplete((result, ex) -> {
				if (ex != null) {
					failure.completeExceptionally(ex);
				}
			});
		}
		return failure;
	}

}
