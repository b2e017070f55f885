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

package io.github.wsshutdown.servlet.sockjs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledFuture;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.socket.sockjs.transport.handler.DefaultSockJsService;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.StubAdmission;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.servlet.HandlerDecorator;
import io.github.wsshutdown.servlet.HandshakeGuard;
import io.github.wsshutdown.servlet.Refusal;

/**
 * One endpoint with Spring's own SockJS service, tracked, without a container.
 */
final class SockJsEndpoint implements AutoCloseable {

	static final Departure DEPARTURE = new Departure(OptionalInt.of(1001), "Bye", Duration.ofSeconds(5));

	final List<StubAdmission> admissions = new ArrayList<>();

	final List<String> events = new ArrayList<>();

	final List<WebSocketSession> sessions = new ArrayList<>();

	final ThreadPoolTaskScheduler scheduler = new Scheduler();

	final DefaultSockJsService service = new DefaultSockJsService(this.scheduler);

	private final FakeTimer timer = new FakeTimer();

	private final Gate gate = (kind, endpoint) -> {
		this.events.add(kind + " at " + endpoint);
		if (this.draining) {
			return Optional.empty();
		}
		StubAdmission admission = new StubAdmission(endpoint);
		this.admissions.add(admission);
		return Optional.of(admission);
	};

	final SockJsTracking tracking = new SockJsTracking(() -> new HandlerDecorator(new ConnectionRegistry(this.timer),
			CloseLanes.on(this.timer, this::runLater), List.of()),
			() -> new HandshakeGuard(this.gate, new Refusal(Duration.ofSeconds(5))));

	final SockJsHttpRequestHandler original = new SockJsHttpRequestHandler(this.service, new RecordingHandler());

	private final List<Runnable> closes = new ArrayList<>();

	boolean draining;

	Runnable whileClosing = () -> {
	};

	private SockJsHttpRequestHandler tracked;

	SockJsEndpoint() {
		this.scheduler.initialize();
		this.tracked = (SockJsHttpRequestHandler) this.tracking.track(this.original, "a test");
	}

	private void runLater(Runnable close) {
		this.closes.add(close);
	}

	/**
	 * Runs the closes that would run on threads of their own.
	 */
	void runCloses() {
		while (!this.closes.isEmpty()) {
			this.closes.remove(0).run();
		}
	}

	Connection connection() {
		Connection connection = this.admissions.get(0).connection();
		if (connection == null) {
			throw new AssertionError("Not established");
		}
		return connection;
	}

	MockHttpServletResponse request(String transport) throws Exception {
		return request(requestFor(transport), new MockHttpServletResponse());
	}

	<T extends MockHttpServletResponse> T request(HttpServletRequest request, T response) throws Exception {
		this.tracked.handleRequest(request, (HttpServletResponse) response);
		return response;
	}

	MockHttpServletRequest requestFor(String transport) {
		boolean get = transport.equals("eventsource") || transport.startsWith("htmlfile");
		String[] pathAndQuery = transport.split("\\?");
		MockHttpServletRequest request = new MockHttpServletRequest(get ? "GET" : "POST",
				"/chat/000/1/" + pathAndQuery[0]);
		if (pathAndQuery.length == 2) {
			request.setQueryString(pathAndQuery[1]);
		}
		request.setAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE, "/000/1/" + pathAndQuery[0]);
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/chat/**");
		request.setAsyncSupported(true);
		return request;
	}

	@Override
	public void close() {
		this.scheduler.destroy();
	}

	private final class RecordingHandler extends TextWebSocketHandler {

		@Override
		public void afterConnectionEstablished(WebSocketSession session) {
			SockJsEndpoint.this.events.add("open");
			SockJsEndpoint.this.sessions.add(session);
		}

		@Override
		protected void handleTextMessage(WebSocketSession session, TextMessage message) {
			SockJsEndpoint.this.events.add(message.getPayload());
			if (message.getPayload().equals("leave")) {
				connection().activity();
				connection().leave(DEPARTURE);
			}
		}

		@Override
		public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
			SockJsEndpoint.this.events.add("closed " + status.getCode());
			SockJsEndpoint.this.whileClosing.run();
		}

	}

	/**
	 * Runs nothing by itself.
	 */
	private static final class Scheduler extends ThreadPoolTaskScheduler {

		private static final long serialVersionUID = 1L;

		@Override
		public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
			return super.scheduleAtFixedRate(task, Duration.ofHours(1));
		}

	}

}
