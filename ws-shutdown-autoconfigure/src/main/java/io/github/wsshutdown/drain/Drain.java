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

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One drain, running or over. Thread-safe; no method blocks.
 */
public interface Drain {

	/**
	 * Returns what the drain is about.
	 * @return the scope
	 */
	Scope scope();

	/**
	 * Returns why it was started; a drain that was overtaken by a shutdown has both
	 * causes.
	 * @return the causes in the order in which they came
	 */
	List<Cause> causes();

	/**
	 * Returns when it began.
	 * @return the time of day
	 */
	Instant since();

	/**
	 * Returns what it was going to do when it began, as listeners are told.
	 * @return the plan
	 */
	DrainPlan plan();

	/**
	 * Returns how far it has come.
	 * @return the progress at this moment
	 */
	Progress progress();

	/**
	 * Returns the report, which comes when every connection that was taken up has ended
	 * or was cut, or, after {@link #cancel()}, every one that had been asked to leave.
	 * @return a stage that always completes normally
	 */
	CompletionStage<DrainReport> report();

	/**
	 * Returns who was asked to leave and has not ended.
	 * @return a new list, in no particular order
	 */
	List<Connection> asked();

	/**
	 * Undoes this drain if it is the running one and the application is not ending.
	 * @return whether it was undone by this call
	 * @see Drainer#undrain()
	 */
	boolean cancel();

}
