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

package io.github.wsshutdown.container.jetty;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.servlet.ServletContext;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.JakartaEndpoints;
import io.github.wsshutdown.container.JakartaSessions;

/**
 * Listens to Jetty's container of Jakarta endpoints, from before the web server takes
 * connections. Each release of Jakarta EE has got a container of its own there, which
 * differs from the others by nothing but its package; hence the reflection.
 */
public final class JettyEndpoints extends JakartaEndpoints {

	private static final Log logger = LogFactory.getLog(JettyEndpoints.class);

	private final JettyTap tap;

	private final Supplier<@Nullable JakartaSessions> sessions;

	private @Nullable Object container;

	/**
	 * Creates the listener.
	 * @param tap knows the connections
	 * @param sessions gives what takes up the sessions, if somebody does
	 * @param servletContext holds the container of the endpoints, if it is Jetty's
	 */
	public JettyEndpoints(JettyTap tap, Supplier<@Nullable JakartaSessions> sessions, ServletContext servletContext) {
		super(servletContext);
		this.tap = tap;
		this.sessions = sessions;
	}

	@Override
	protected void takeHold(Object serverContainer) {
		JakartaSessions takingUp = this.sessions.get();
		if (serverContainer != this.container && takingUp != null) {
			this.container = serverContainer;
			Stream.of(serverContainer.getClass().getMethods())
				.filter((method) -> method.getName().equals("addSessionListener"))
				.findFirst()
				.ifPresent((method) -> listen(serverContainer, method, takingUp));
		}
	}

	private void listen(Object current, Method addSessionListener, JakartaSessions takingUp) {
		Class<?> type = addSessionListener.getParameterTypes()[0];
		try {
			addSessionListener.invoke(current, Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					new Listener(this.tap, takingUp)));
		}
		catch (ReflectiveOperationException ex) {
			logger.warn("Sessions of Jakarta WebSocket endpoints are not drained: this is not the Jetty that WS "
					+ "Shutdown knows", ex);
		}
	}

	/**
	 * Jetty tells of a session when it has created it, before it calls {@code onOpen},
	 * and when it has opened it, on one thread.
	 */
	private record Listener(JettyTap tap, JakartaSessions sessions) implements InvocationHandler {

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
				throws ReflectiveOperationException {
			if (method.getDeclaringClass() == Object.class) {
				return ofObject(proxy, method, arguments);
			}
			if (arguments != null && arguments.length == 1 && arguments[0] instanceof Session session
					&& call(session, "getCoreSession") instanceof WebSocketCoreSession coreSession) {
				switch (method.getName()) {
					case "onJakartaWebSocketSessionCreated" -> created(session, coreSession);
					case "onJakartaWebSocketSessionOpened" -> this.tap.opened(coreSession);
					default -> {
					}
				}
			}
			return null;
		}

		private void created(Session session, WebSocketCoreSession coreSession) throws ReflectiveOperationException {
			if (call(call(session, "getFrameHandler"), "getEndpointConfig") instanceof ServerEndpointConfig config) {
				this.tap.opening(coreSession, (handshake) -> {
					handshake.mapped();
					return this.sessions.opened(handshake, session, config.getPath());
				});
			}
		}

		private static Object call(Object target, String getter) throws ReflectiveOperationException {
			return target.getClass().getMethod(getter).invoke(target);
		}

		private static Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
			return switch (method.getName()) {
				case "equals" -> arguments != null && arguments[0] == proxy;
				case "hashCode" -> System.identityHashCode(proxy);
				default -> JettyEndpoints.class.getName();
			};
		}

	}

}
