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

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

import io.github.wsshutdown.container.ResponseTap;
import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.event.EventBoundary;
import io.github.wsshutdown.event.EventFormat;

/**
 * One request and its response, which may turn out to be a stream: if it has the type of
 * one, and is asynchronous or is flushed before it is complete.
 */
final class Exchange {

	/**
	 * Where a {@code DispatcherServlet} leaves the pattern by which it has found a
	 * handler.
	 */
	private static final String MAPPED_PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

	private static final String HEAD = HttpMethod.HEAD.name();

	private static final Departure AT_ONCE = new Departure(OptionalInt.empty(), "", Duration.ofSeconds(5));

	private final StreamTracking tracking;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	/**
	 * The media type that the request asks for, if that is the only one.
	 */
	private final @Nullable String asked;

	private final @Nullable Admission reservation;

	private volatile boolean finite;

	private volatile boolean encoded;

	private volatile @Nullable EventStream stream;

	private volatile @Nullable AsyncContext context;

	private volatile @Nullable Sink sink;

	private @Nullable EventBoundary boundary;

	/**
	 * Whether the application has got something to write to that is not watched.
	 */
	private volatile boolean unwatched;

	/**
	 * Whether the asynchronous request has been dispatched or completed.
	 */
	private boolean settled;

	Exchange(StreamTracking tracking, HttpServletRequest request, HttpServletResponse response, List<String> accept,
			@Nullable Admission reservation) {
		this.tracking = tracking;
		this.request = request;
		this.response = response;
		this.asked = (accept.size() == 1) ? accept.get(0) : null;
		this.reservation = reservation;
	}

	@Nullable EventStream stream() {
		return this.stream;
	}

	/**
	 * Tells whether what is written may be a stream, as far as that is known by now.
	 */
	boolean mayBeStream() {
		return isStreamType() || this.response.getContentType() == null;
	}

	boolean isStreamType() {
		return formatOf() != null;
	}

	/**
	 * Tells how the events of the response are told from each other. One of a length that
	 * is known ends by itself, and so does what tells of an error.
	 */
	private @Nullable EventFormat formatOf() {
		if (this.finite || HEAD.equals(this.request.getMethod()) || this.response.getStatus() / 100 != 2) {
			return null;
		}
		EventFormat format = this.tracking.settings().formatOf(this.response.getContentType());
		return (format == null || !this.encoded) ? format : EventFormat.UNKNOWN;
	}

	/**
	 * Is told whether it is known how long the response is.
	 */
	void hasLength(boolean known) {
		this.finite = known;
	}

	/**
	 * Is told whether the application encodes what it writes.
	 */
	void isEncoded(boolean known) {
		this.encoded = known;
	}

	void writeTo(Sink written) {
		this.sink = written;
	}

	void writeUnwatched() {
		this.unwatched = true;
	}

	/**
	 * Takes note of what is written before the response is known to go on.
	 */
	void trace(Part part) {
		EventFormat format = formatOf();
		if (format != null) {
			part.trace(boundary(format));
		}
	}

	private synchronized EventBoundary boundary(EventFormat format) {
		EventBoundary current = this.boundary;
		if (current == null) {
			current = new EventBoundary(format);
			this.boundary = current;
		}
		return current;
	}

	/**
	 * Returns the stream if the response is asynchronous and one.
	 */
	@Nullable EventStream streamIfAsync() {
		return (this.stream != null || this.context == null) ? this.stream : recognised();
	}

	/**
	 * Returns the stream if the response is one, provided that it goes on.
	 */
	@Nullable EventStream recognised() {
		EventStream known = this.stream;
		if (known != null || this.unwatched || this.request.getAttribute(ResponseTap.CLAIMED) != null) {
			return known;
		}
		EventFormat format = formatOf();
		if (format == null && this.context != null && this.response.getContentType() == null) {
			// Spring says what it is with the first event, which may be long in coming
			format = this.tracking.settings().formatOf(this.asked);
		}
		return (format != null) ? recognise(format) : null;
	}

	private EventStream recognise(EventFormat format) {
		EventStream created;
		synchronized (this) {
			EventStream known = this.stream;
			if (known != null) {
				return known;
			}
			byte[] lastWords = (format == EventFormat.SERVER_SENT_EVENTS) ? this.tracking.settings().lastEvent().bytes()
					: new byte[0];
			created = new EventStream(this, endpoint(), isMapped(), boundary(format), lastWords, this.tracking.clock(),
					this.tracking.lanes());
			this.stream = created;
		}
		enter(created);
		return created;
	}

	private void enter(EventStream created) {
		Admission admission = (this.reservation != null) ? this.reservation
				: this.tracking.gate().tryAdmit(EventStream.KIND, created.endpoint()).orElse(null);
		if (admission != null) {
			admission.established(created);
		}
		else {
			created.leave(AT_ONCE);
		}
	}

	private boolean isMapped() {
		return this.request.getAttribute(MAPPED_PATTERN) != null;
	}

	private String endpoint() {
		Object pattern = this.request.getAttribute(MAPPED_PATTERN);
		return (pattern != null) ? pattern.toString() : StreamFilter.pathOf(this.request);
	}

	/**
	 * Is told that the request is asynchronous from now on.
	 */
	AsyncContext started(AsyncContext started) {
		synchronized (this) {
			this.context = started;
			this.settled = false;
		}
		started.addListener(new EndListener(this));
		EventStream current = recognised();
		if (current != null && current.isOver()) {
			this.tracking.lanes().execute(this::finish);
		}
		return new GuardedAsyncContext(started, this);
	}

	/**
	 * Decides between those who want to dispatch or complete the asynchronous request,
	 * which may be done once.
	 * @return whether the application is to do it
	 */
	synchronized boolean letSettle() {
		EventStream current = this.stream;
		if (this.settled || (current != null && current.isOver())) {
			return false;
		}
		this.settled = true;
		return true;
	}

	/**
	 * Ends the response after the last event has been written. One that is handled
	 * synchronously ends when its thread returns: it learns of that from its next write,
	 * and not every container lets others end it.
	 */
	void finish() {
		AsyncContext current;
		synchronized (this) {
			current = this.context;
			if (current == null || this.settled) {
				return;
			}
			this.settled = true;
		}
		try {
			current.complete();
		}
		catch (IllegalStateException ex) {
			// The container has ended it already
		}
	}

	/**
	 * Is told that the request has been handled, or has begun to be handled
	 * asynchronously.
	 */
	void handled() {
		EventStream current = streamIfAsync();
		if (current != null && this.context == null) {
			current.completed();
		}
	}

	/**
	 * Is told by the container that the asynchronous request has ended.
	 */
	void completed() {
		EventStream current = this.stream;
		if (current != null) {
			current.completed();
		}
	}

	/**
	 * Is told by the container that the response cannot be written.
	 */
	void failed() {
		EventStream current = this.stream;
		if (current != null) {
			current.fail();
		}
	}

	/**
	 * Returns what the stream is written to. One whose first event has not come gets its
	 * type.
	 */
	Sink sink() throws IOException {
		if (!this.response.isCommitted() && this.response.getContentType() == null) {
			this.response.setContentType(this.asked);
		}
		Sink current = this.sink;
		if (current == null) {
			ServletOutputStream out = this.response.getOutputStream();
			current = new OutputSink(out, () -> false);
			this.sink = current;
		}
		return current;
	}

	@Nullable Runnable cutter() {
		for (ResponseTap tap : this.tracking.taps()) {
			Runnable cutter = tap.cutterOf(this.request);
			if (cutter != null) {
				return cutter;
			}
		}
		return null;
	}

	/**
	 * Is told that the response was cut and has ended.
	 */
	void releaseCut() {
		this.tracking.taps().forEach((tap) -> tap.release(this.request));
	}

	@Nullable String user() {
		return this.request.getRemoteUser();
	}

	@Nullable String remote() {
		return this.request.getRemoteAddr() + ":" + this.request.getRemotePort();
	}

}
