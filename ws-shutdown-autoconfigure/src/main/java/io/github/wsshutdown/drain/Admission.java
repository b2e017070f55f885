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
 * A place reserved at the {@link Gate} for one connection that does not exist yet.
 * <p>
 * A drain waits for open reservations. Whoever holds one calls {@link #established} or
 * {@link #close}; a reservation that sees neither is released when it expires. All
 * methods are thread-safe and do not block.
 */
public interface Admission extends AutoCloseable {

	/**
	 * Converts the reservation into an open connection. If a drain began since, the
	 * connection is asked to leave at once. A connection that comes after its reservation
	 * was released is taken up all the same.
	 * @param connection the connection, which is forgotten when it has ended
	 * @throws IllegalStateException if this admission was established before
	 */
	void established(Connection connection);

	/**
	 * Releases the reservation if nothing came of it; no effect once established.
	 * Idempotent.
	 */
	@Override
	void close();

}
