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

/**
 * Says that a drain is running which a request cannot join.
 */
public final class DrainInProgressException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final transient Drain running;

	DrainInProgressException(Drain running, DrainRequest request) {
		this(running,
				"A drain of " + running.scope() + " is running (" + running.causes() + "); a drain of "
						+ request.scope() + " within " + request.timeout()
						+ " cannot join it. Wait for its report, or undrain first");
	}

	private DrainInProgressException(Drain running, String message) {
		super(message);
		this.running = running;
	}

	static DrainInProgressException ofShutdown(Drain shutdown, DrainRequest request) {
		return new DrainInProgressException(shutdown, "The application is ending (" + shutdown.causes()
				+ "); a drain of " + request.scope() + " cannot be started any more");
	}

	/**
	 * Returns the drain that is running or, once the application is ending, the one of
	 * its shutdown.
	 * @return the drain, in the latter case perhaps over
	 */
	public Drain running() {
		return this.running;
	}

}
