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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;

import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for sessions on HTTP transports: {@link TrackedSockJsRequestHandler},
 * {@link SockJsGuard}, {@link SockJsWire} and {@link Exchange}.
 */
class SockJsSessionTests {

	private static final String CLOSE = "c[1001,\"Bye\"]";

	private final SockJsEndpoint endpoint = new SockJsEndpoint();

	@AfterEach
	void close() {
		this.endpoint.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "xhr_streaming", "eventsource", "htmlfile?c=callback", "xhr" })
	void newSessionIsAConnectionAtThePathItsEndpointWasRegisteredFor(String transport) throws Exception {
		this.endpoint.request(transport);
		assertThat(this.endpoint.events).containsExactly("sockjs at /chat", "open");
		Connection connection = this.endpoint.connection();
		assertThat(connection.info().kind()).isEqualTo(SockJsWire.KIND);
		assertThat(connection.info().endpoint()).isEqualTo("/chat");
		assertThat(connection.info().id()).isEqualTo("1");
		assertThat(connection.info().protocol()).isEqualTo("sockjs");
		assertThat(connection.activity().inFlight()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "xhr_streaming", "eventsource", "htmlfile?c=callback", "xhr" })
	void newSessionIsRefusedWhileDraining(String transport) throws Exception {
		this.endpoint.draining = true;
		MockHttpServletResponse response = this.endpoint.request(transport);
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getHeader("Retry-After")).isEqualTo("5");
		assertThat(this.endpoint.sessions).isEmpty();
	}

	@Test
	void sessionThatComesToNothingGivesItsReservationBack() throws Exception {
		assertThat(this.endpoint.request("htmlfile").getStatus()).isEqualTo(500);
		assertThat(this.endpoint.admissions).singleElement().satisfies((admission) -> {
			assertThat(admission.isReleased()).isTrue();
			assertThat(admission.connection()).isNull();
		});
	}

	@ParameterizedTest
	@CsvSource({ "xhr_streaming, 'c[1001,\"Bye\"]\n'", "eventsource, 'data: c[1001,\"Bye\"]\r\n\r\n'",
			"htmlfile?c=callback, '<script>\np(\"c[1001,\\\"Bye\\\"]\");\n</script>\r\n'" })
	void openResponseIsToldAndEnded(String transport, String last) throws Exception {
		MockHttpServletRequest request = this.endpoint.requestFor(transport);
		MockHttpServletResponse response = this.endpoint.request(request, new MockHttpServletResponse());
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		assertThat(request.isAsyncStarted()).isTrue();
		this.endpoint.runCloses();
		assertThat(response.getContentAsString()).endsWith(last);
		assertThat(request.isAsyncStarted()).isFalse();
		assertEnded(Outcome.CLOSED_UNCONFIRMED);
		assertThat(this.endpoint.events).endsWith("closed 1001");
	}

	@Test
	void reasonDoesNotEndTheQuotation() throws Exception {
		Departure departure = new Departure(OptionalInt.of(1001), "say \"hi\" \\o/", Duration.ofSeconds(3));
		MockHttpServletResponse streaming = this.endpoint.request("xhr_streaming");
		this.endpoint.connection().leave(departure);
		this.endpoint.runCloses();
		assertThat(streaming.getContentAsString()).endsWith("c[1001,\"say 'hi' /o/\"]\n");
	}

	@Test
	void openPollIsAnsweredWithTheClose() throws Exception {
		this.endpoint.request("xhr");
		MockHttpServletResponse poll = this.endpoint.request("xhr");
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		this.endpoint.runCloses();
		assertThat(poll.getContentAsString()).isEqualTo(CLOSE + "\n");
		assertEnded(Outcome.CLOSED_UNCONFIRMED);
		assertThat(this.endpoint.connection().closeCode()).hasValue(1001);
	}

	@Test
	void sessionWithoutARequestIsToldAtTheNext() throws Exception {
		this.endpoint.request("xhr");
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		this.endpoint.runCloses();
		assertThat(this.endpoint.connection().ended().toCompletableFuture()).isNotDone();
		MockHttpServletResponse poll = this.endpoint.request("xhr");
		this.endpoint.runCloses();
		assertThat(poll.getContentAsString()).isEqualTo(CLOSE + "\n");
		assertEnded(Outcome.CLOSED_UNCONFIRMED);
		assertThat(this.endpoint.connection().closeCode()).hasValue(1001);
	}

	@Test
	void pollThatComesWhileTheSessionIsBeingClosedIsTold() throws Exception {
		MockHttpServletResponse late = new MockHttpServletResponse();
		this.endpoint.whileClosing = () -> requestInto(late, "xhr");
		this.endpoint.request("xhr");
		this.endpoint.request("xhr");
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		this.endpoint.sessions.get(0).sendMessage(new TextMessage("ends the poll"));
		this.endpoint.runCloses();
		assertThat(late.getContentAsString()).isEqualTo(CLOSE + "\n");
		assertEnded(Outcome.CLOSED_UNCONFIRMED);
	}

	@ParameterizedTest
	@CsvSource({ "xhr_streaming, 'c[1001,\"Bye\"]\n'", "eventsource, 'data: c[1001,\"Bye\"]\r\n\r\n'" })
	void streamThatBeginsWhileTheSessionIsBeingClosedIsTold(String transport, String answer) throws Exception {
		MockHttpServletResponse late = new MockHttpServletResponse();
		this.endpoint.whileClosing = () -> requestInto(late, transport);
		MockHttpServletRequest request = this.endpoint.requestFor(transport);
		this.endpoint.request(request, new MockHttpServletResponse());
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		endOfTheResponse(request);
		this.endpoint.runCloses();
		assertThat(late.getContentAsString()).isEqualTo(answer);
		assertEnded(Outcome.CLOSED_UNCONFIRMED);
	}

	@Test
	void pageThatBeginsWhileTheSessionIsBeingClosedIsToldBySpring() throws Exception {
		MockHttpServletResponse late = new MockHttpServletResponse();
		this.endpoint.whileClosing = () -> requestInto(late, "htmlfile?c=callback");
		MockHttpServletRequest request = this.endpoint.requestFor("htmlfile?c=callback");
		this.endpoint.request(request, new MockHttpServletResponse());
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		endOfTheResponse(request);
		this.endpoint.runCloses();
		assertThat(late.getContentAsString()).contains("c[3000,");
		assertEnded(Outcome.CLOSED_UNCONFIRMED);
	}

	private void requestInto(MockHttpServletResponse response, String transport) {
		try {
			this.endpoint.request(this.endpoint.requestFor(transport), response);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whatIsQueuedGoesOutBeforeTheClose() throws Exception {
		this.endpoint.request("xhr");
		this.endpoint.sessions.get(0).sendMessage(new TextMessage("queued"));
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		assertThat(this.endpoint.request("xhr").getContentAsString()).isEqualTo("a[\"queued\"]\n");
		this.endpoint.sessions.get(0).sendMessage(new TextMessage("late"));
		MockHttpServletResponse last = this.endpoint.request("xhr");
		assertThat(last.getContentAsString()).isEqualTo(CLOSE + "\n");
		assertThat(last.getContentType()).isEqualTo("application/javascript;charset=UTF-8");
		assertThat(last.getHeader("Cache-Control")).contains("no-store");
		this.endpoint.runCloses();
		assertEnded(Outcome.CLOSED_UNCONFIRMED);
		assertThat(this.endpoint.events).endsWith("closed 1001");
	}

	@ParameterizedTest
	@CsvSource({ "xhr_streaming, 'c[1001,\"Bye\"]\n'", "eventsource, 'data: c[1001,\"Bye\"]\r\n\r\n'" })
	void responseThatEndsJustBeforeTheCloseIsMadeUpForByTheNext(String transport, String answer) throws Exception {
		MockHttpServletRequest request = this.endpoint.requestFor(transport);
		this.endpoint.request(request, new MockHttpServletResponse());
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		endOfTheResponse(request);
		this.endpoint.runCloses();
		assertThat(this.endpoint.connection().ended().toCompletableFuture()).isNotDone();
		assertThat(this.endpoint.request(transport).getContentAsString()).isEqualTo(answer);
		assertEnded(Outcome.CLOSED_UNCONFIRMED);
		assertThat(this.endpoint.request(transport).getContentAsString()).contains("c[3000,\"Go away!\"]");
	}

	/**
	 * Ends a response as a session does that has written enough on it.
	 */
	private static void endOfTheResponse(MockHttpServletRequest request) {
		for (AsyncListener listener : ((MockAsyncContext) request.getAsyncContext()).getListeners()) {
			if (listener instanceof EndListener end) {
				end.exchange().complete();
			}
		}
	}

	@Test
	void allMessagesOfARequestAreHandledBeforeTheClose() throws Exception {
		MockHttpServletResponse streaming = this.endpoint.request("xhr_streaming");
		MockHttpServletRequest send = this.endpoint.requestFor("xhr_send");
		send.setContent("[\"one\",\"two\"]".getBytes());
		assertThat(this.endpoint.request(send, new MockHttpServletResponse()).getStatus()).isEqualTo(204);
		assertThat(this.endpoint.events).containsExactly("sockjs at /chat", "open", "one", "two");
		assertThat(this.endpoint.connection().activity().inFlight()).isZero();
		assertThat(streaming.getContentAsString()).doesNotContain("c[");
	}

	@Test
	void messageForAnUnknownSessionIsSprings() throws Exception {
		assertThat(this.endpoint.request("xhr_send").getStatus()).isEqualTo(404);
	}

	@Test
	void sessionThatIsClosedByTheApplicationEnds() throws Exception {
		this.endpoint.request("xhr_streaming");
		this.endpoint.sessions.get(0).close(new CloseStatus(4001));
		assertEnded(Outcome.CLOSED_UNCONFIRMED);
		assertThat(this.endpoint.connection().closeCode()).hasValue(4001);
	}

	@Test
	void sessionWhoseClientDoesNotComeBackIsGone() throws Exception {
		this.endpoint.request("xhr");
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		this.endpoint.sessions.get(0).close();
		assertEnded(Outcome.PEER_GONE);
	}

	@Test
	void sessionWhoseResponseCannotBeWrittenToIsGone() throws Exception {
		BrokenResponse broken = new BrokenResponse();
		this.endpoint.request(this.endpoint.requestFor("xhr_streaming"), broken);
		broken.broken = true;
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		this.endpoint.runCloses();
		assertEnded(Outcome.PEER_GONE);
		assertThat(this.endpoint.events).endsWith("closed 1001");
	}

	@Test
	void sessionThatFailsToSendIsGone() throws Exception {
		BrokenResponse broken = new BrokenResponse();
		this.endpoint.request(this.endpoint.requestFor("xhr_streaming"), broken);
		broken.broken = true;
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.endpoint.sessions.get(0).sendMessage(new TextMessage("lost")));
		assertEnded(Outcome.PEER_GONE);
	}

	@Test
	void responseThatTheContainerCallsFailedIsOfAPeerThatIsGone() throws Exception {
		MockHttpServletRequest request = this.endpoint.requestFor("xhr_streaming");
		this.endpoint.request(request, new MockHttpServletResponse());
		AsyncContext context = request.getAsyncContext();
		for (AsyncListener listener : ((MockAsyncContext) context).getListeners()) {
			if (listener instanceof EndListener end) {
				end.onStartAsync(new AsyncEvent(context));
				end.onTimeout(new AsyncEvent(context));
				end.onError(new AsyncEvent(context));
			}
		}
		this.endpoint.sessions.get(0).close(new CloseStatus(4001));
		assertEnded(Outcome.PEER_GONE);
	}

	@Test
	void whoIsCutWithoutARequestIsClosedAllTheSame() throws Exception {
		this.endpoint.request("xhr");
		this.endpoint.connection().leave(SockJsEndpoint.DEPARTURE);
		this.endpoint.connection().terminate();
		assertEnded(Outcome.TERMINATED);
		this.endpoint.runCloses();
		assertThat(this.endpoint.events).endsWith("closed 1001");
	}

	@Test
	void responseOfWhoIsCutEnds() throws Exception {
		MockHttpServletRequest request = this.endpoint.requestFor("xhr_streaming");
		this.endpoint.request(request, new MockHttpServletResponse());
		this.endpoint.connection().terminate();
		assertEnded(Outcome.TERMINATED);
		assertThat(request.isAsyncStarted()).isFalse();
	}

	@Test
	void sessionThatWasToldHasNotFailed() throws Exception {
		MockHttpServletRequest request = this.endpoint.requestFor("xhr_streaming");
		this.endpoint.request(request, new MockHttpServletResponse());
		SockJsWire wire = new SockJsWire();
		wire.beforeClose(null, Duration.ofSeconds(1));
		wire.flushed();
		wire.cut(Outcome.FAILED);
		assertThat(wire.isCloseWritten()).isTrue();
		assertThat(wire.isWriting()).isFalse();
		assertThat(wire.ended().toCompletableFuture()).isNotDone();
	}

	@Test
	void sessionThatCouldNotBeToldHasFailed() {
		SockJsWire wire = new SockJsWire();
		wire.cut(Outcome.FAILED);
		assertThat(wire.ended().toCompletableFuture()).isCompletedWithValue(Outcome.FAILED);
	}

	@Test
	void onlyTheThreadOfTheRequestWritesAfterTheEnd() throws Exception {
		MockHttpServletRequest request = this.endpoint.requestFor("xhr_streaming");
		MockHttpServletResponse response = new MockHttpServletResponse();
		Exchange exchange = new Exchange(request, response, null);
		ServletOutputStream out = exchange.response().getOutputStream();
		assertThat(exchange.response().getOutputStream()).isSameAs(out);
		exchange.startAsync();
		exchange.complete();
		out.write('a');
		out.flush();
		assertThat(out.isReady()).isTrue();
		exchange.handled();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> out.write('b'));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> out.write(new byte[] { 'b' }));
		assertThatExceptionOfType(IOException.class).isThrownBy(exchange.response()::flushBuffer);
		assertThatExceptionOfType(IOException.class).isThrownBy(out::close);
		assertThat(response.getContentAsString()).isEqualTo("a");
		assertThat(exchange.isFailed()).isFalse();
	}

	@Test
	void contextOfARequestIsTheContainersBesideItsEnd() throws Exception {
		MockHttpServletRequest request = this.endpoint.requestFor("xhr_streaming");
		MockHttpServletResponse response = new MockHttpServletResponse();
		Exchange exchange = new Exchange(request, response, new SockJsWire());
		AsyncContext context = exchange.startAsync();
		AsyncContext containers = request.getAsyncContext();
		assertThat(context.getRequest()).isSameAs(containers.getRequest());
		assertThat(context.getResponse()).isSameAs(containers.getResponse());
		assertThat(context.hasOriginalRequestAndResponse()).isEqualTo(containers.hasOriginalRequestAndResponse());
		context.setTimeout(7);
		assertThat(context.getTimeout()).isEqualTo(7);
		EndListener listener = new EndListener(exchange);
		context.addListener(listener);
		context.addListener(listener, request, response);
		assertThat(((MockAsyncContext) containers).getListeners()).contains(listener);
		List<String> ran = new ArrayList<>();
		context.start(() -> ran.add("started"));
		assertThat(ran).containsExactly("started");
		context.dispatch();
		context.dispatch("/path");
		context.dispatch(null, "/path");
		assertThat(((MockAsyncContext) containers).getDispatchedPath()).isEqualTo("/path");
		assertThat(context.createListener(OwnListener.class)).isNotNull();
	}

	private void assertEnded(Outcome outcome) {
		assertThat(this.endpoint.connection().ended().toCompletableFuture()).isCompletedWithValue(outcome);
	}

	/**
	 * An {@link AsyncListener} that a container can create.
	 */
	static final class OwnListener implements AsyncListener {

		@Override
		public void onComplete(AsyncEvent event) {
		}

		@Override
		public void onTimeout(AsyncEvent event) {
		}

		@Override
		public void onError(AsyncEvent event) {
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

	}

	/**
	 * A response that breaks when it is told to.
	 */
	private static final class BrokenResponse extends MockHttpServletResponse {

		private boolean broken;

		@Override
		public ServletOutputStream getOutputStream() {
			ServletOutputStream whole = super.getOutputStream();
			return new ServletOutputStream() {

				@Override
				public void write(int octet) throws IOException {
					if (BrokenResponse.this.broken) {
						throw new IOException("Broken");
					}
					whole.write(octet);
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setWriteListener(WriteListener listener) {
				}

			};
		}

	}

}
