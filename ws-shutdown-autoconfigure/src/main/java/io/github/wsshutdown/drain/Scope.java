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

import org.jspecify.annotations.Nullable;

/**
 * Which connections a drain is about.
 */
public sealed interface Scope {

	/**
	 * Tells whether a connection of that kind at that endpoint may belong to this scope,
	 * as far as these two tell.
	 * @param kind the kind of connection
	 * @param endpoint the endpoint pattern, or the path where the pattern is not known
	 * yet
	 * @return whether it may belong
	 */
	boolean includes(Kind kind, String endpoint);

	/**
	 * Tells whether a connection belongs to this scope, leaving aside that a share is
	 * only a part of those that do.
	 * @param info who the connection is
	 * @return whether it belongs
	 */
	default boolean includes(ConnectionInfo info) {
		return includes(info.kind(), info.endpoint());
	}

	/**
	 * Returns the scopes to each of which all connections of this one belong.
	 * @return the larger scopes, not those that are larger still
	 */
	default List<Scope> within() {
		return List.of();
	}

	/**
	 * Tells whether every connection of the other scope belongs to this one.
	 * @param other the other scope
	 * @return whether this scope is the same or larger
	 */
	default boolean covers(Scope other) {
		return equals(other) || other.within().stream().anyMatch(this::covers);
	}

	/**
	 * Tells whether newcomers are refused during a drain of this scope: whether it is
	 * known of a newcomer that it belongs.
	 * @return whether the gate closes
	 */
	default boolean closesGate() {
		return true;
	}

	/**
	 * Returns how many of those that belong are drained.
	 * @return a share in percent, from 1 to 100
	 */
	default int percent() {
		return 100;
	}

	/**
	 * Returns the scope of all connections.
	 * @return everything
	 */
	static Scope everything() {
		return Everything.INSTANCE;
	}

	/**
	 * Returns the scope of all connections of a kind.
	 * @param kind the kind
	 * @return the scope
	 */
	static Scope kind(Kind kind) {
		return new OfKind(kind);
	}

	/**
	 * Returns the scope of all connections at an endpoint.
	 * @param endpoint the endpoint pattern, compared as it is
	 * @return the scope
	 */
	static Scope endpoint(String endpoint) {
		return new OfEndpoint(endpoint);
	}

	/**
	 * Returns the scope of what belongs to this one and to another.
	 * @param other the other scope, which closes the gate as this one does
	 * @return the smaller scope
	 */
	default Scope and(Scope other) {
		if (covers(other)) {
			return other;
		}
		return other.covers(this) ? this : new Both(this, other);
	}

	/**
	 * Returns the scope of the connections in this one that a user has. Newcomers are let
	 * in, because who they are is not known yet. The name is not in what {@code toString}
	 * returns, which is for logs.
	 * @param user the user's name
	 * @return the smaller scope
	 */
	default Scope ofUser(String user) {
		return new Part(this, user, 100);
	}

	/**
	 * Returns the scope of a share of the connections in this one: of those who were not
	 * asked to leave yet, the ones who are asked first. Newcomers are let in.
	 * @param percent the share in percent, from 1 to 100, rounded up to a whole
	 * connection
	 * @return the smaller scope
	 */
	default Scope share(int percent) {
		return new Part(this, null, percent);
	}

	/**
	 * All connections.
	 */
	enum Everything implements Scope {

		/**
		 * The only one.
		 */
		INSTANCE;

		@Override
		public boolean includes(Kind kind, String endpoint) {
			return true;
		}

		@Override
		public boolean covers(Scope other) {
			return true;
		}

		@Override
		public String toString() {
			return "everything";
		}

	}

	/**
	 * All connections of a kind.
	 *
	 * @param kind the kind
	 */
	record OfKind(Kind kind) implements Scope {

		@Override
		public boolean includes(Kind kind, String endpoint) {
			return this.kind.equals(kind);
		}

		@Override
		public String toString() {
			return "kind " + this.kind;
		}

	}

	/**
	 * All connections at an endpoint.
	 *
	 * @param endpoint the endpoint pattern
	 */
	record OfEndpoint(String endpoint) implements Scope {

		@Override
		public boolean includes(Kind kind, String endpoint) {
			return this.endpoint.equals(endpoint);
		}

		@Override
		public String toString() {
			return "endpoint " + this.endpoint;
		}

	}

	/**
	 * What belongs to both of two scopes.
	 *
	 * @param one the one
	 * @param other the other
	 */
	record Both(Scope one, Scope other) implements Scope {

		public Both {
			if (!one.closesGate() || !other.closesGate()) {
				throw new IllegalArgumentException("A part of " + one + " and " + other
						+ " is to be taken of both: use and(…) before ofUser(…) and share(…)");
			}
		}

		@Override
		public boolean includes(Kind kind, String endpoint) {
			return this.one.includes(kind, endpoint) && this.other.includes(kind, endpoint);
		}

		@Override
		public List<Scope> within() {
			return List.of(this.one, this.other);
		}

		@Override
		public boolean covers(Scope scope) {
			return this.one.covers(scope) && this.other.covers(scope);
		}

		@Override
		public String toString() {
			return this.one + " and " + this.other;
		}

	}

	/**
	 * A part of a scope, of which no newcomer is known to be one.
	 *
	 * @param whole the scope
	 * @param user whose connections, or {@code null} for those of anybody
	 * @param percent how many of these, from 1 to 100
	 */
	record Part(Scope whole, @Nullable String user, int percent) implements Scope {

		public Part {
			if (percent < 1 || percent > 100) {
				throw new IllegalArgumentException("percent " + percent + " must be from 1 to 100");
			}
		}

		@Override
		public boolean includes(Kind kind, String endpoint) {
			return this.whole.includes(kind, endpoint);
		}

		@Override
		public boolean includes(ConnectionInfo info) {
			return this.whole.includes(info) && (this.user == null || this.user.equals(info.user()));
		}

		@Override
		public List<Scope> within() {
			return List.of(this.whole);
		}

		@Override
		public boolean closesGate() {
			return false;
		}

		@Override
		public Scope ofUser(String user) {
			if (this.user != null && !this.user.equals(user)) {
				throw new IllegalArgumentException("A connection has one user, and one is chosen already");
			}
			return new Part(this.whole, user, this.percent);
		}

		@Override
		public Scope share(int percent) {
			return new Part(this.whole, this.user, percent);
		}

		@Override
		public String toString() {
			return ((this.percent < 100) ? this.percent + " % of " : "") + this.whole
					+ ((this.user != null) ? " of one user" : "");
		}

	}

}
