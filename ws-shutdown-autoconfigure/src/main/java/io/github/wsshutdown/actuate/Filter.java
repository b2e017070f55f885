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

package io.github.wsshutdown.actuate;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Scope;

/**
 * Which connections an operator means.
 *
 * @param kind those of a kind, or of all
 * @param endpoint those at an endpoint, or at all
 * @param user those of a user, or of all
 */
record Filter(@Nullable Kind kind, @Nullable String endpoint, @Nullable String user) {

	private static final int MAX_LENGTH = 500;

	/**
	 * The kinds that this library knows.
	 */
	private static final Set<String> KINDS = Set.of("websocket", "sockjs", "stream");

	/**
	 * Reads a filter.
	 * @param kind the name of a kind
	 * @param endpoint the pattern of an endpoint
	 * @param user the name of a user
	 * @param open gives the kinds of which connections are open
	 * @param showValues whether the operator may know who the users are, and so whether
	 * one has a connection
	 * @return the filter
	 */
	static Filter of(@Nullable String kind, @Nullable String endpoint, @Nullable String user,
			Supplier<Set<String>> open, boolean showValues) {
		if (user != null && !showValues) {
			throw RejectedRequestException.forbidden("'user' is for those who may see whose connections there are: see"
					+ " 'management.endpoint.websockets.show-values'");
		}
		return new Filter(kindOf(kind, open), Parameters.text("endpoint", endpoint, MAX_LENGTH),
				Parameters.text("user", user, MAX_LENGTH));
	}

	private static @Nullable Kind kindOf(@Nullable String name, Supplier<Set<String>> open) {
		if (name == null) {
			return null;
		}
		if (KINDS.contains(name)) {
			return new Kind(name);
		}
		Set<String> known = new TreeSet<>(KINDS);
		known.addAll(open.get());
		if (!known.contains(name)) {
			throw RejectedRequestException.invalid("kind", name, "one of " + known);
		}
		return new Kind(name);
	}

	boolean matches(Connection connection) {
		try {
			return (this.kind == null || this.kind.equals(connection.info().kind()))
					&& (this.endpoint == null || this.endpoint.equals(connection.info().endpoint()))
					&& (this.user == null || this.user.equals(connection.info().user()));
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Returns the scope of the connections that match.
	 * @param percent the share of them
	 * @return the scope
	 */
	Scope scope(int percent) {
		Scope scope = Scope.everything();
		if (this.kind != null) {
			scope = scope.and(Scope.kind(this.kind));
		}
		if (this.endpoint != null) {
			scope = scope.and(Scope.endpoint(this.endpoint));
		}
		if (this.user != null) {
			scope = scope.ofUser(this.user);
		}
		return (percent < 100) ? scope.share(percent) : scope;
	}

}
