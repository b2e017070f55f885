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

package io.github.wsshutdown.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.ResponseTap;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.SystemTimer;
import io.github.wsshutdown.event.EventSourceRefusal;
import io.github.wsshutdown.event.LastEvent;
import io.github.wsshutdown.event.StreamSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link StreamFilter} and what it wraps.
 */
class StreamFilterTests {

	private static final String EVENT_STREAM = "text/event-stream";

	private static final Departure DEPARTURE = new Departure(OptionalInt.of(1001), "", Duration.ofSeconds(5));

	private final SystemTimer timer = new SystemTimer();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.timer);

	/**
	 * Runs everything at once, on the calling thread.
	 */
	private final CloseLanes lanes = CloseLanes.on(this.timer, Runnable::run);

	private final AtomicInteger cuts = new AtomicInteger();

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app/events");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private EventSourceRefusal refusal = EventSourceRefusal.RETRY;

	private Gate gate = this.registry;

	private ResponseTap tap = (candidate) -> this.cuts::incrementAndGet;

	StreamFilterTests() {
		this.request.setContextPath("/app");
		this.request.setAsyncSupported(true);
	}

	@AfterEach
	void close() {
		this.lanes.close();
		this.timer.close();
	}

	@Test
	void asynchronousResponseOfAStreamsTypeIsTracked() throws Exception {
		start();
		Connection connection = connection();
		assertThat(connection.info().kind()).hasToString("stream");
		assertThat(connection.info().endpoint()).isEqualTo("/events");
		assertThat(connection.info().isEndpointPattern()).isFalse();
		assertThat(connection.closeCode()).isEmpty();
		assertThat(connection.info().remote()).isEqualTo("127.0.0.1:80");
		assertThat(connection.info().user()).isNull();
		assertThat(connection.info().protocol()).isNull();
		assertThat(connection.info().since()).isNotNull();
		assertThat(connection).hasToString("Stream " + connection.info().id() + " at /events");
	}

	@Test
	void endpointIsThePatternIfOneIsKnown() throws Exception {
		this.request.setAttribute("org.springframework.web.servlet.HandlerMapping.bestMatchingPattern", "/{name}");
		start();
		assertThat(connection().info().endpoint()).isEqualTo("/{name}");
		assertThat(connection().info().isEndpointPattern()).isTrue();
	}

	@Test
	void anyOtherResponseIsNotTracked() throws Exception {
		filter((request, response) -> {
			response.setContentType("application/json");
			response.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
			response.getWriter();
			response.flushBuffer();
			request.startAsync();
		});
		assertThat(this.registry.connections()).isEmpty();
		assertThat(this.response.getContentAsString()).isEqualTo("{}");
	}

	@Test
	void responseWhoseLengthIsKnownIsNotTracked() throws Exception {
		List<Consumer<HttpServletResponse>> lengths = List.of((response) -> response.setContentLength(9),
				(response) -> response.setContentLengthLong(9), (response) -> response.setHeader("Content-Length", "9"),
				(response) -> response.addHeader("content-length", "9"));
		for (Consumer<HttpServletResponse> length : lengths) {
			filter((request, response) -> {
				response.setContentType(EVENT_STREAM);
				length.accept(response);
				response.getOutputStream().print("data: a\n\n");
				response.flushBuffer();
				assertThat(this.registry.connections()).isEmpty();
			});
			this.response.setCommitted(false);
			this.response.reset();
		}
	}

	@Test
	void responseThatIsBegunAnewIsTracked() throws Exception {
		filter((request, response) -> {
			response.setContentLength(9);
			response.reset();
			response.setContentType(EVENT_STREAM);
			response.flushBuffer();
			assertThat(this.registry.connections()).hasSize(1);
		});
	}

	@Test
	void responseThatTellsOfAnErrorIsNotTracked() throws Exception {
		filter((request, response) -> {
			response.setStatus(400);
			response.setContentType(EVENT_STREAM);
			request.startAsync();
		});
		assertThat(this.registry.connections()).isEmpty();
	}

	@Test
	void answerToHeadIsNotTracked() throws Exception {
		this.request.setMethod("HEAD");
		start();
		assertThat(this.registry.connections()).isEmpty();
	}

	@Test
	void streamThatCannotBeReadGetsNoLastEvent() throws Exception {
		filter((request, response) -> {
			response.setContentType(EVENT_STREAM);
			response.setHeader("Content-Encoding", "gzip");
			request.startAsync();
			response.getOutputStream().print("packed");
			response.flushBuffer();
		});
		connection().leave(DEPARTURE);
		assertThat(this.response.getContentAsString()).isEqualTo("packed");
	}

	@Test
	void responseThatSomebodyElseTakesCareOfIsNotTracked() throws Exception {
		filter((request, response) -> {
			request.setAttribute(ResponseTap.CLAIMED, true);
			response.setContentType(EVENT_STREAM);
			request.startAsync();
		});
		assertThat(this.registry.connections()).isEmpty();
	}

	@Test
	void responseWhoseTypeComesLateIsTracked() throws Exception {
		filter((request, response) -> {
			request.startAsync();
			ServletOutputStream out = response.getOutputStream();
			out.write('\n');
			assertThat(this.registry.connections()).isEmpty();
			response.setContentType(EVENT_STREAM);
			out.write('\n');
			assertThat(this.registry.connections()).hasSize(1);
		});
	}

	@Test
	void responseThatIsAskedForIsTrackedBeforeItsTypeIsKnown() throws Exception {
		this.request.addHeader("Accept", EVENT_STREAM);
		filter((request, response) -> request.startAsync());
		connection().leave(DEPARTURE);
		assertThat(this.response.getContentType()).isEqualTo(EVENT_STREAM);
		assertThat(this.response.getContentAsString()).isEqualTo("retry: 5000\n\n");
		assertThat(this.registry.connections()).isEmpty();
	}

	@Test
	void synchronousResponseIsTrackedFromItsFirstFlushToItsEnd() throws Exception {
		filter((request, response) -> {
			response.setContentType(EVENT_STREAM);
			response.getOutputStream().write("data: a\n\n".getBytes(StandardCharsets.UTF_8));
			assertThat(this.registry.connections()).isEmpty();
			response.getOutputStream().flush();
			Connection connection = connection();
			connection.leave(DEPARTURE);
			assertThat(connection.ended().toCompletableFuture()).isNotDone();
			response.getOutputStream().write('d');
		});
		assertThat(this.registry.connections()).isEmpty();
		assertThat(this.response.getContentAsString()).isEqualTo("data: a\n\nretry: 5000\n\n");
	}

	@Test
	void failureOfTheApplicationIsPassedOn() {
		assertThatExceptionOfType(ServletException.class).isThrownBy(() -> filter((request, response) -> {
			throw new ServletException("deliberate", new EOFException("The client has gone"));
		}));
	}

	@Test
	void streamEndsBetweenTwoEvents() throws Exception {
		HttpServletResponse stream = start();
		ServletOutputStream out = stream.getOutputStream();
		out.print("data: a\n");
		stream.flushBuffer();
		Connection connection = connection();
		connection.leave(DEPARTURE);
		connection.leave(DEPARTURE);
		assertThat(connection.ended().toCompletableFuture()).isNotDone();
		assertThatExceptionOfType(EOFException.class)
			.isThrownBy(() -> out.write("\ndata: b\n\ndata: c".getBytes(StandardCharsets.UTF_8)));
		assertThat(this.response.getContentAsString()).isEqualTo("data: a\n\ndata: b\n\nretry: 5000\n\n");
		assertThat(connection.ended().toCompletableFuture()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
		assertThatIOException().isThrownBy(() -> out.write('d'));
		assertThatIOException().isThrownBy(stream::flushBuffer);
		assertThatIOException().isThrownBy(out::flush);
		out.close();
	}

	@Test
	void eventThatIsJustBeingWrittenIsTheLast() throws Exception {
		HttpServletResponse stream = start();
		ServletOutputStream out = stream.getOutputStream();
		out.print("data: a");
		connection().leave(DEPARTURE);
		out.print("\n\n");
		assertThat(this.response.getContentAsString()).isEqualTo("data: a\n\nretry: 5000\n\n");
	}

	@Test
	void whatIsPrintedEndsBetweenTwoEvents() throws Exception {
		AtomicReference<PrintWriter> writer = new AtomicReference<>();
		filter((request, response) -> {
			response.setContentType(EVENT_STREAM);
			writer.set(response.getWriter());
			assertThat(response.getWriter()).isSameAs(writer.get());
			writer.get().print("data: \u00e4");
			writer.get().flush();
			request.startAsync();
		});
		connection().leave(DEPARTURE);
		writer.get().print("\n\ndata: b");
		assertThat(writer.get().checkError()).isTrue();
		assertThat(this.response.getContentAsString()).startsWith("data: ").endsWith("\n\nretry: 5000\n\n");
		writer.get().close();
	}

	@Test
	void writerOfWhatGoesOnForNobodyIsAWriter() throws Exception {
		filter((request, response) -> {
			response.setContentType(EVENT_STREAM);
			PrintWriter writer = response.getWriter();
			writer.print("data: a\n\n");
			writer.close();
		});
		assertThat(this.response.getContentAsString()).isEqualTo("data: a\n\n");
	}

	@Test
	void outputOfWhatGoesOnForNobodyIsAnOutput() throws Exception {
		filter((request, response) -> {
			assertThat(response.getOutputStream()).isSameAs(response.getOutputStream());
			response.getOutputStream().write("ok".getBytes(StandardCharsets.UTF_8));
			response.getOutputStream().flush();
			response.getOutputStream().close();
			response.flushBuffer();
			assertThat(response.getOutputStream().isReady()).isTrue();
		});
		assertThat(this.response.getContentAsString()).isEqualTo("ok");
	}

	@Test
	void applicationMayNotSettleWhatWasEnded() throws Exception {
		AtomicReference<AsyncContext> context = new AtomicReference<>();
		filter((request, response) -> {
			response.setContentType(EVENT_STREAM);
			context.set(request.startAsync());
			assertThat(request.getAsyncContext()).isSameAs(context.get());
			assertThat(context.get().getResponse()).isSameAs(response);
			assertThat(context.get().getRequest()).isSameAs(request);
		});
		AtomicInteger completed = new AtomicInteger();
		((MockAsyncContext) this.request.getAsyncContext()).addDispatchHandler(completed::incrementAndGet);
		connection().leave(DEPARTURE);
		context.get().dispatch();
		context.get().dispatch("/elsewhere");
		context.get().dispatch(this.request.getServletContext(), "/elsewhere");
		context.get().complete();
		assertThat(completed).hasValue(0);
	}

	@Test
	void applicationMayEndItsStreamItself() throws Exception {
		AtomicReference<AsyncContext> context = new AtomicReference<>();
		filter((request, response) -> {
			response.setContentType(EVENT_STREAM);
			context.set(request.startAsync());
		});
		Connection connection = connection();
		context.get().setTimeout(7);
		assertThat(context.get().getTimeout()).isEqualTo(7);
		assertThat(context.get().hasOriginalRequestAndResponse()).isFalse();
		context.get().start(() -> context.get().complete());
		assertThat(connection.ended().toCompletableFuture()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
	}

	@Test
	void streamThatTheApplicationHasClosedIsCompleted() throws Exception {
		HttpServletResponse stream = start();
		ServletOutputStream out = stream.getOutputStream();
		out.print("data: a");
		out.close();
		Connection connection = connection();
		connection.leave(DEPARTURE);
		assertThat(connection.ended().toCompletableFuture()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
		assertThat(this.response.getContentAsString()).isEqualTo("data: a");
	}

	@Test
	void streamThatCannotBeWrittenIsGone() throws Exception {
		HttpServletResponse stream = start();
		stream.getOutputStream().print("data: a");
		Connection connection = connection();
		for (var listener : ((MockAsyncContext) this.request.getAsyncContext()).getListeners()) {
			listener.onTimeout(null);
			listener.onStartAsync(null);
			listener.onError(null);
		}
		connection.leave(DEPARTURE);
		assertThat(connection.ended().toCompletableFuture()).isCompletedWithValue(Outcome.PEER_GONE);
	}

	@Test
	void streamIsCutAtTheContainerAndCompleted() throws Exception {
		HttpServletResponse stream = start();
		stream.getOutputStream().print("data: a");
		Connection connection = connection();
		connection.leave(DEPARTURE);
		connection.terminate();
		connection.terminate();
		assertThat(this.cuts).hasValue(1);
		assertThat(connection.ended().toCompletableFuture()).isCompletedWithValue(Outcome.TERMINATED);
		assertThat(this.response.getContentAsString()).isEqualTo("data: a");
	}

	@Test
	void streamOnAnUnknownContainerIsCompletedInsteadOfCut() throws Exception {
		this.tap = (candidate) -> null;
		start();
		Connection connection = connection();
		connection.terminate();
		assertThat(connection.ended().toCompletableFuture()).isCompletedWithValue(Outcome.TERMINATED);
	}

	@Test
	void nonBlockingOutputIsWrittenWhenItIsReady() throws Exception {
		AtomicReference<WriteListener> listener = new AtomicReference<>();
		AtomicInteger ready = new AtomicInteger();
		AtomicInteger told = new AtomicInteger();
		MockHttpServletResponse nonBlocking = new MockHttpServletResponse() {

			@Override
			public ServletOutputStream getOutputStream() {
				ServletOutputStream out = super.getOutputStream();
				return new ServletOutputStream() {

					@Override
					public boolean isReady() {
						return ready.get() > 0;
					}

					@Override
					public void setWriteListener(WriteListener given) {
						listener.set(given);
					}

					@Override
					public void write(int octet) throws IOException {
						out.write(octet);
					}

				};
			}

		};
		AtomicReference<ServletOutputStream> out = new AtomicReference<>();
		filter(nonBlocking, (request, response) -> {
			response.setContentType(EVENT_STREAM);
			request.startAsync();
			out.set(response.getOutputStream());
			out.get().setWriteListener(new WriteListener() {

				@Override
				public void onWritePossible() {
					told.incrementAndGet();
				}

				@Override
				public void onError(Throwable failure) {
					told.incrementAndGet();
				}

			});
		});
		Connection connection = connection();
		connection.leave(DEPARTURE);
		assertThat(connection.ended().toCompletableFuture()).isNotDone();
		assertThat(out.get().isReady()).isFalse();
		ready.set(1);
		listener.get().onWritePossible();
		assertThat(nonBlocking.getContentAsString()).isEqualTo("retry: 5000\n\n");
		assertThat(connection.ended().toCompletableFuture()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
		ready.set(0);
		assertThat(out.get().isReady()).isTrue();
		listener.get().onError(new IOException("deliberate"));
		assertThat(told).hasValue(2);
	}

	@Test
	void newcomerIsToldWhenToComeBack() throws Exception {
		refuse();
		this.request.addHeader("Accept", EVENT_STREAM);
		filter((request, response) -> assertThat(true).as("not called").isFalse());
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.response.getContentType()).isEqualTo(EVENT_STREAM);
		assertThat(this.response.getContentAsString()).isEqualTo("retry: 5000\n\n");
		assertThat(this.response.getHeader("Connection")).isEqualTo("close");
	}

	@Test
	void newcomerOfAnotherOriginIsRefusedWithTheHeadersOfTheApplication() throws Exception {
		refuse();
		this.request.addHeader("Accept", EVENT_STREAM);
		this.request.addHeader("Origin", "https://example.org");
		filter((request, response) -> {
			response.setHeader("Access-Control-Allow-Origin", "*");
			request.startAsync();
		});
		assertThat(this.response.getContentAsString()).isEqualTo("retry: 5000\n\n");
		assertThat(this.response.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(this.registry.connections()).isEmpty();
	}

	@Test
	void newcomerIsToldNothingIfThatIsConfigured() throws Exception {
		refuse();
		this.refusal = EventSourceRefusal.NO_CONTENT;
		this.request.addHeader("Accept", EVENT_STREAM);
		filter((request, response) -> assertThat(true).as("not called").isFalse());
		assertThat(this.response.getStatus()).isEqualTo(204);
		assertThat(this.response.getContentAsByteArray()).isEmpty();
	}

	@Test
	void newcomerIsUnavailableIfThatIsConfiguredOrNoEventSource() throws Exception {
		refuse();
		this.request.addHeader("Accept", "application/x-ndjson");
		filter((request, response) -> assertThat(true).as("not called").isFalse());
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("3");
	}

	@Test
	void postIsUnavailable() throws Exception {
		refuse();
		this.request.setMethod("POST");
		this.request.addHeader("Accept", EVENT_STREAM);
		filter((request, response) -> assertThat(true).as("not called").isFalse());
		assertThat(this.response.getStatus()).isEqualTo(503);
	}

	@Test
	void newcomerThatTurnsOutToBeAStreamEndsAtOnce() throws Exception {
		refuse();
		start();
		assertThat(this.response.getContentAsString()).isEqualTo("retry: 5000\n\n");
		assertThat(this.registry.connections()).isEmpty();
	}

	@Test
	void requestOfSockJsIsLeftToSockJs() throws Exception {
		refuse();
		this.request.setRequestURI("/app/sockjs/000/abc/eventsource");
		this.request.addHeader("Accept", EVENT_STREAM);
		filter((request, response) -> response.setStatus(418));
		assertThat(this.response.getStatus()).isEqualTo(418);
	}

	@Test
	void excludedPathsAndHandshakesAreNotWrapped() throws Exception {
		StreamFilter excluding = new StreamFilter(tracking(), new StreamRefusal(Duration.ofSeconds(3), settings()),
				List.of(PathPatternParser.defaultInstance.parse("/events")));
		AtomicInteger unwrapped = new AtomicInteger();
		FilterChain chain = (request, response) -> {
			assertThat(request).isInstanceOf(MockHttpServletRequest.class);
			unwrapped.incrementAndGet();
		};
		excluding.doFilter(this.request, this.response, chain);
		StreamFilter filter = new StreamFilter(tracking(), new StreamRefusal(Duration.ofSeconds(3), settings()),
				List.of());
		this.request.setMethod("CONNECT");
		filter.doFilter(this.request, this.response, chain);
		this.request.setMethod("GET");
		this.request.addHeader("Sec-WebSocket-Key", "key");
		filter.doFilter(this.request, this.response, chain);
		assertThat(unwrapped).hasValue(3);
	}

	@Test
	void blockedWriterDelaysNobodyAndIsNamed() throws Exception {
		HttpServletResponse stream = start();
		ServletOutputStream out = stream.getOutputStream();
		EventStream connection = (EventStream) connection();
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Thread writer = new Thread(() -> {
			try {
				connection.use(() -> {
					blocked.countDown();
					await(release);
				});
				out.print("data: b\n\n");
			}
			catch (IOException ex) {
				// as expected
			}
		});
		writer.start();
		assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(connection.isWriting()).isTrue();
		assertThat(connection.activity().inFlight()).isOne();
		connection.leave(DEPARTURE);
		assertThat(connection.ended().toCompletableFuture()).isNotDone();
		release.countDown();
		writer.join(10_000);
		assertThat(connection.ended().toCompletableFuture()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
		assertThat(this.response.getContentAsString()).isEqualTo("retry: 5000\n\n");
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void refuse() {
		this.gate = (kind, endpoint) -> Optional.empty();
	}

	private Connection connection() {
		assertThat(this.registry.connections()).hasSize(1);
		return this.registry.connections().iterator().next();
	}

	private HttpServletResponse start() throws Exception {
		AtomicReference<HttpServletResponse> stream = new AtomicReference<>();
		filter((request, response) -> {
			response.setContentType(EVENT_STREAM);
			response.getOutputStream();
			request.startAsync();
			stream.set(response);
		});
		return stream.get();
	}

	private void filter(Handler handler) throws Exception {
		filter(this.response, handler);
	}

	private void filter(MockHttpServletResponse to, Handler handler) throws Exception {
		StreamFilter filter = new StreamFilter(tracking(), new StreamRefusal(Duration.ofMillis(2001), settings()),
				List.of(PathPatternParser.defaultInstance.parse("/excluded")));
		filter.doFilter(this.request, to,
				(request, response) -> handler.handle((HttpServletRequest) request, (HttpServletResponse) response));
	}

	private StreamTracking tracking() {
		return new StreamTracking(this.gate, settings(), this.registry.clock(), this.lanes, List.of(this.tap));
	}

	private StreamSettings settings() {
		return new StreamSettings(List.of(EVENT_STREAM, "application/x-ndjson"),
				new LastEvent(null, null, Duration.ofSeconds(5)), this.refusal);
	}

	@FunctionalInterface
	private interface Handler {

		void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

	}

}
