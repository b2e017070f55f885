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

import java.util.List;
import java.util.Optional;

/**
 * Starts drains and undoes them. Thread-safe; no method blocks.
 */
public interface Drainer {

	/**
	 * Starts a drain, or joins the running one. A request joins if the running drain has
	 * the same or a larger scope and no later deadline. A request whose cause is a
	 * shutdown overtakes a running drain that is not: everything leaves, and what that
	 * drain had taken up still leaves by the earlier of the two deadlines. Once the
	 * application is ending, any other request joins the drain of its shutdown, even if
	 * that is over.
	 * @param request what to drain, why, and within which time
	 * @return the drain
	 * @throws DrainInProgressException if a drain is running that the request cannot join
	 * @throws ShutdownInProgressException if the application is ending and there is no
	 * drain yet that the request could join
	 */
	Drain drain(DrainRequest request);

	/**
	 * Starts a drain, and joins none: while one is running, only a request whose cause is
	 * a shutdown starts another, and once the application is ending.
	 * @param request what to drain, why, and within which time
	 * @return the drain
	 * @throws DrainInProgressException if a drain is running, or that of the shutdown is
	 * over
	 * @throws ShutdownInProgressException if the application is ending and no drain is
	 * running yet
	 */
	Drain start(DrainRequest request);

	/**
	 * Tells what a drain would do, and does nothing.
	 * @param request what would be asked for
	 * @return the plan of a drain that begins now, whatever is running
	 */
	DrainPreview preview(DrainRequest request);

	/**
	 * Returns the drain that is running.
	 * @return the drain, or empty if there is none or it is over
	 */
	Optional<Drain> running();

	/**
	 * Returns for whom the gate is closed: for whom a drain has closed it, running or
	 * over, that was not undone, and for everything once the application is ending and
	 * has settled.
	 * @return the scopes in which newcomers are refused; empty if none are
	 */
	List<Scope> refusing();

	/**
	 * Opens the gate again and cancels whatever was not asked to leave yet: when this
	 * returns, no further connection is chosen. Those already asked go on leaving; for
	 * one whose turn came at this very moment, the request may still be on its way.
	 * @return whether there was something to undo; never once the application is ending
	 */
	boolean undrain();

	/**
	 * Returns where things stand.
	 * @return the state
	 */
	DrainState state();

}
