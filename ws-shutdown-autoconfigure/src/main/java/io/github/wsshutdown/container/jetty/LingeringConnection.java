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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of a session's connection to write the close frame, and leaves the
 * transport open both ways: Jetty would shut down its output, or close it altogether. The
 * connection that was there before goes on reading.
 */
final class LingeringConnection extends WebSocketConnection {

	private final WebSocketConnection reader;

	/**
	 * Creates a connection.
	 * @param reader the session's connection, which has nothing more to write
	 * @param session the session
	 * @param givenUp whether the session is given up with the close frame
	 */
	LingeringConnection(WebSocketConnection reader, WebSocketCoreSession session, boolean givenUp) {
		super(lingering(reader.getEndPoint(), givenUp), reader.getExecutor(), null, session.getByteBufferPool(),
				session);
		this.reader = reader;
	}

	private static EndPoint lingering(EndPoint endPoint, boolean givenUp) {
		return (EndPoint) Proxy.newProxyInstance(LingeringConnection.class.getClassLoader(),
				new Class<?>[] { EndPoint.class }, new LingeringEndPoint(endPoint, givenUp));
	}

	@Override
	public void demand() {
		this.reader.demand();
	}

	@Override
	public void cancelDemand() {
		this.reader.cancelDemand();
	}

	/**
	 * Overrides a method of Jetty 12.0 that is not in 12.1. The write has a budget
	 * already, and there is no scheduler here.
	 * @param millis ignored
	 */
	public void setWriteTimeout(long millis) {
	}

	/**
	 * The transport, except that the output is not shut down, and that a session which is
	 * given up does not close it: its own giving up would, and so does Spring when a
	 * handler asks for more input then. The wire ends it.
	 */
	private record LingeringEndPoint(EndPoint endPoint, boolean givenUp) implements InvocationHandler {

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			boolean close = method.getName().equals("close") && method.getParameterCount() == 0;
			if (method.getName().equals("shutdownOutput") || (close && this.givenUp)) {
				return null;
			}
			try {
				return method.invoke(this.endPoint, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

	}

}
