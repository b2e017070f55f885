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
 * Which connections a drain is about.
 */
public sealed interface Scope {

	/**
	 * Tells whether a connection of that kind at that endpoint belongs to this scope.
	 * @param kind the kind of connection
	 * @param endpoint the endpoint pattern, or the path where the pattern is not known
	 * yet
	 * @return whether it belongs
	 */
	boolean includes(Kind kind, String endpoint);

	/**
	 * Tells whether every connection of the other scope belongs to this one.
	 * @param other the other scope
	 * @return whether this scope is the same or larger
	 */
	boolean covers(Scope other);

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
		public boolean covers(Scope other) {
			return equals(other);
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
		public boolean covers(Scope other) {
			return equals(other);
		}

		@Override
		public String toString() {
			return "endpoint " + this.endpoint;
		}

	}

}
