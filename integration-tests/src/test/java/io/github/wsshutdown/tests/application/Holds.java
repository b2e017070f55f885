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

package io.github.wsshutdown.tests.application;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that goes on until somebody lets it end.
 */
public final class Holds {

	private final Map<String, CompletableFuture<Void>> releases = new ConcurrentHashMap<>();

	private final Set<String> begun = ConcurrentHashMap.newKeySet();

	private volatile boolean releasingAll;

	/**
	 * Works on the calling thread until released or interrupted.
	 * @param name what the work is called
	 */
	public void hold(String name) {
		CompletableFuture<Void> release = releaseOf(name);
		this.begun.add(name);
		if (this.releasingAll) {
			return;
		}
		try {
			release.get(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("Nobody released " + name, ex);
		}
	}

	/**
	 * Tells whether some work has begun.
	 * @param name what the work is called
	 * @return whether it has begun, and perhaps ended
	 */
	public boolean hasBegun(String name) {
		return this.begun.contains(name);
	}

	/**
	 * Lets some work end, also if it begins later.
	 * @param name what the work is called
	 */
	public void release(String name) {
		releaseOf(name).complete(null);
	}

	/**
	 * Lets all work end, now and later.
	 */
	public void releaseAll() {
		this.releasingAll = true;
		this.releases.values().forEach((release) -> release.complete(null));
	}

	private CompletableFuture<Void> releaseOf(String name) {
		return this.releases.computeIfAbsent(name, (key) -> new CompletableFuture<>());
	}

}
