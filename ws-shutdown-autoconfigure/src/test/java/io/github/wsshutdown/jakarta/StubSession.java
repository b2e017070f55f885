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

package io.github.wsshutdown.jakarta;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/**
 * A Jakarta session without a connection.
 */
final class StubSession {

	final List<CloseReason> closes = new CopyOnWriteArrayList<>();

	private final Map<String, Object> properties = new ConcurrentHashMap<>();

	private @Nullable Principal principal;

	private @Nullable String protocol = "";

	private @Nullable IOException failure;

	private boolean closed;

	StubSession of(Principal user, String subProtocol) {
		this.principal = user;
		this.protocol = subProtocol;
		return this;
	}

	StubSession failingOnClose(IOException ex) {
		this.failure = ex;
		return this;
	}

	/**
	 * Makes the session refuse to tell anything but its id, as a closed one does.
	 */
	StubSession closed() {
		this.closed = true;
		return this;
	}

	Session asSession() {
		return (Session) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Session.class },
				(proxy, method, arguments) -> call(method, arguments));
	}

	private @Nullable Object call(Method method, Object[] arguments) throws IOException {
		if (method.getName().equals("getId")) {
			return "session-1";
		}
		if (method.getName().equals("isOpen")) {
			return !this.closed && this.closes.isEmpty();
		}
		if (this.closed) {
			throw new IllegalStateException("The session is closed");
		}
		return switch (method.getName()) {
			case "getUserProperties" -> this.properties;
			case "getUserPrincipal" -> this.principal;
			case "getNegotiatedSubprotocol" -> this.protocol;
			case "close" -> close((CloseReason) arguments[0]);
			default -> throw new UnsupportedOperationException(method.toString());
		};
	}

	private @Nullable Object close(CloseReason reason) throws IOException {
		if (this.failure != null) {
			throw this.failure;
		}
		this.closes.add(reason);
		return null;
	}

}
