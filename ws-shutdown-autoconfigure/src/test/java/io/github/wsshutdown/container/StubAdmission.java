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

package io.github.wsshutdown.container;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.Connection;

/**
 * An {@link Admission} that keeps what becomes of it.
 */
public final class StubAdmission implements Admission {

	/**
	 * The endpoint it was asked for.
	 */
	public final String endpoint;

	private volatile @Nullable Connection connection;

	private volatile boolean released;

	/**
	 * Creates an open reservation.
	 * @param endpoint the endpoint
	 */
	public StubAdmission(String endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public void established(Connection connection) {
		if (this.connection != null) {
			throw new IllegalStateException("Already established");
		}
		this.connection = connection;
	}

	@Override
	public void close() {
		this.released |= this.connection == null;
	}

	/**
	 * Returns the connection that came of it.
	 * @return the connection, or {@code null}
	 */
	public @Nullable Connection connection() {
		return this.connection;
	}

	/**
	 * Returns whether it was given back.
	 * @return whether it was released
	 */
	public boolean isReleased() {
		return this.released;
	}

}
