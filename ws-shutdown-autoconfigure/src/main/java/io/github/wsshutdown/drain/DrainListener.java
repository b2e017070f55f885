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
 * Is told what a drain does.
 * <p>
 * Calls come one after another, in the order in which things happened, from a thread that
 * does nothing else. What a listener throws is logged, the first time as a warning and
 * then at debug level, and changes nothing; a listener that blocks delays other listeners
 * and the end of the drain, by a bounded time, but no connection.
 */
public interface DrainListener {

	/**
	 * A drain has begun.
	 * @param drain the drain
	 * @param plan what it is going to do
	 */
	default void started(Drain drain, DrainPlan plan) {
	}

	/**
	 * A drain is still running; called every few seconds.
	 * @param drain the drain
	 * @param progress how far it has come
	 */
	default void progress(Drain drain, Progress progress) {
	}

	/**
	 * What {@link Drain#progress()} tells has changed; called within a tenth of a second
	 * of a change, once for all changes meanwhile, and not at all while nothing changes.
	 * @param drain the drain
	 */
	default void changed(Drain drain) {
	}

	/**
	 * A connection was still there at the deadline and is cut. Of one drain the first
	 * hundred are told; {@link DrainReport#stragglers()} has them all.
	 * @param drain the drain
	 * @param straggler what the connection was doing just before
	 */
	default void terminated(Drain drain, Straggler straggler) {
	}

	/**
	 * A drain was undone: the gate is open again and nobody else is asked to leave. Comes
	 * before its end, unless that was over already.
	 * @param drain the drain
	 * @param progress how far it had come
	 */
	default void undrained(Drain drain, Progress progress) {
	}

	/**
	 * A drain is over.
	 * @param drain the drain
	 * @param report what it has seen
	 */
	default void finished(Drain drain, DrainReport report) {
	}

}
