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

package io.github.wsshutdown.container.tomcat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import io.github.wsshutdown.container.ResponseTap;

/**
 * Cuts responses of Tomcat. It has no public way from a request to its connection, so two
 * members are read by reflection, one of which Spring's own adapter reads too; where that
 * fails nothing is cut. It has none either to wake who is blocked in a write to a stream
 * of HTTP/2; where that fails, Tomcat does it when its own time is over, after 20 s.
 */
public final class TomcatResponseTap implements ResponseTap {

	private static final Log logger = LogFactory.getLog(TomcatResponseTap.class);

	private final @Nullable Field request = ReflectionUtils.findField(RequestFacade.class, "request");

	private final @Nullable Method endpoint = ReflectionUtils.findMethod(AbstractProtocol.class, "getEndpoint");

	/**
	 * Creates the tap.
	 */
	public TomcatResponseTap() {
	}

	@Override
	public @Nullable Runnable cutterOf(HttpServletRequest request) {
		return (request instanceof RequestFacade facade) ? () -> cut(facade) : null;
	}

	private void cut(RequestFacade facade) {
		try {
			Request found = request(facade);
			if (found == null) {
				return;
			}
			boolean blocking = found.getCoyoteRequest().getResponse().getWriteListener() == null;
			boolean multiplexed = "HTTP/2.0".equals(found.getProtocol());
			if (blocking && !multiplexed) {
				cut(found);
				return;
			}
			fail(found);
			if (blocking) {
				wakeWriter(found);
			}
		}
		catch (RuntimeException ex) {
			logger.debug("A response could not be cut", ex);
		}
	}

	/**
	 * Has Tomcat take the response for failed. That resets a stream of HTTP/2; and it
	 * closes the connection of a response that is written when Tomcat says so. To cut
	 * that one first would have Tomcat say so just now, and then, now and then, forget to
	 * tell the application of the failure.
	 */
	private static void fail(Request request) {
		request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, new IOException("Cut at the deadline"));
	}

	/**
	 * Wakes who waits for the window of a stream, as Tomcat would when it has reset it.
	 * But before that it tells the application of the failure, for which Spring needs the
	 * lock that whoever is blocked in the write holds.
	 */
	private static void wakeWriter(Request request) {
		Object window = request.getCoyoteRequest();
		for (String member : List.of("hook", "stream", "allocationManager")) {
			Field field = (window != null) ? ReflectionUtils.findField(window.getClass(), member) : null;
			if (field == null) {
				return;
			}
			ReflectionUtils.makeAccessible(field);
			window = ReflectionUtils.getField(field, window);
		}
		Method wake = (window != null) ? ReflectionUtils.findMethod(window.getClass(), "notifyStream") : null;
		if (wake != null) {
			ReflectionUtils.makeAccessible(wake);
			ReflectionUtils.invokeMethod(wake, window);
		}
	}

	private void cut(Request request) {
		String id = request.getServletConnection().getConnectionId();
		AbstractEndpoint<?, ?> serving = endpoint(request);
		if (serving == null) {
			return;
		}
		for (SocketWrapperBase<?> socket : serving.getConnections()) {
			if (socket.getServletConnection("", "").getConnectionId().equals(id)) {
				if (!TomcatWire.shutDown(socket)) {
					socket.close();
				}
			}
		}
	}

	private @Nullable Request request(RequestFacade facade) {
		if (this.request == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(this.request);
		return (Request) ReflectionUtils.getField(this.request, facade);
	}

	private @Nullable AbstractEndpoint<?, ?> endpoint(Request request) {
		if (this.endpoint == null || !(request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?>)) {
			return null;
		}
		ReflectionUtils.makeAccessible(this.endpoint);
		return (AbstractEndpoint<?, ?>) ReflectionUtils.invokeMethod(this.endpoint,
				request.getConnector().getProtocolHandler());
	}

}
