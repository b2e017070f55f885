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
 * Is told of each connection that opens and ends, and of each newcomer that is refused.
 * <p>
 * Called on the thread on which it happens, which may serve many connections: must not
 * block. What a listener throws is logged, the first time as a warning, and changes
 * nothing. There is no call for a message.
 */
public interface ConnectionListener {

	/**
	 * A connection was established.
	 * @param connection the connection
	 */
	default void opened(Connection connection) {
	}

	/**
	 * A connection has ended, or is given up. Told once for each that was established; of
	 * one that is given up while it opens, possibly before {@link #opened}.
	 * @param connection the connection
	 * @param ending how it has ended
	 */
	default void ended(Connection connection, Ending ending) {
	}

	/**
	 * A newcomer was refused by the {@link Gate}.
	 * @param kind what kind of connection it would have been
	 * @param endpoint the endpoint as far as it is known: the pattern, or the path that
	 * was asked for, which is whatever a client sends
	 */
	default void refused(Kind kind, String endpoint) {
	}

}
