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
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client that wants to hear from its session, and the response on which
 * the session writes. Writes of several threads are kept apart, and none comes after the
 * end: Spring writes a session's close beside whatever else is written, and a container's
 * response must be used by one thread at a time.
 */
final class Exchange extends HttpServletRequestWrapper {

	/**
	 * Something that writes.
	 */
	@FunctionalInterface
	interface Write {

		void run() throws IOException;

	}

	private final HttpServletResponse response;

	private final ReentrantLock writing = new ReentrantLock();

	private volatile @Nullable SockJsWire wire;

	/**
	 * The thread that handles the request. It may write after the end was asked for: the
	 * container ends the response when that thread has returned.
	 */
	private volatile @Nullable Thread handler = Thread.currentThread();

	private volatile @Nullable AsyncContext context;

	private volatile boolean completed;

	/**
	 * Whether the container has ended the response, and may use the context for another.
	 */
	private volatile boolean ended;

	private volatile boolean failed;

	Exchange(HttpServletRequest request, HttpServletResponse response, @Nullable SockJsWire wire) {
		super(request);
		this.response = new ExchangeResponse(response, this);
		this.wire = wire;
	}

	HttpServletResponse response() {
		return this.response;
	}

	/**
	 * Says whose request this is.
	 */
	void belongTo(SockJsWire owner) {
		this.wire = owner;
	}

	@Override
	public AsyncContext startAsync() {
		return started(super.startAsync());
	}

	/**
	 * Is called by Spring where the session takes this response for its own.
	 */
	@Override
	public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
		return started(super.startAsync(request, response));
	}

	private AsyncContext started(AsyncContext started) {
		SockJsWire owner = this.wire;
		if (owner == null) {
			return started;
		}
		this.context = started;
		started.addListener(new EndListener(this));
		owner.opened(this);
		return new GuardedAsyncContext(started, this::complete);
	}

	/**
	 * Is told that the request has been handled, which for one that was
	 * {@link #startAsync started} means that the session now may write or end it at any
	 * time.
	 */
	void handled() {
		this.handler = null;
		SockJsWire owner = this.wire;
		if (owner != null) {
			owner.handled(this);
		}
	}

	/**
	 * Tells whether a session has taken this response for its own.
	 */
	boolean isStarted() {
		return this.context != null;
	}

	/**
	 * Tells whether a session has this response to write on.
	 */
	boolean isOpen() {
		return this.handler == null && this.context != null && !this.completed && !this.ended;
	}

	boolean isWriting() {
		return this.writing.isLocked();
	}

	/**
	 * Tells whether the response could not be written to.
	 */
	boolean isFailed() {
		return this.failed;
	}

	void fail() {
		this.failed = true;
	}

	void write(Write write) throws IOException {
		this.writing.lock();
		try {
			if (this.completed && this.handler != Thread.currentThread()) {
				throw new IOException("The response has ended");
			}
			run(write);
		}
		finally {
			this.writing.unlock();
		}
	}

	private void run(Write write) throws IOException {
		try {
			write.run();
		}
		catch (IOException ex) {
			this.failed = true;
			throw ex;
		}
	}

	/**
	 * Is told that everything written so far is with the network.
	 */
	void flushed() {
		SockJsWire owner = this.wire;
		if (owner != null) {
			owner.flushed();
		}
	}

	/**
	 * Ends the response, after whatever is being written.
	 */
	void complete() {
		this.writing.lock();
		try {
			this.completed = true;
		}
		finally {
			this.writing.unlock();
		}
		AsyncContext current = this.context;
		if (current != null && !this.ended) {
			current.complete();
		}
	}

	/**
	 * Is told by the container that the response has ended.
	 */
	void ended() {
		this.ended = true;
		SockJsWire owner = this.wire;
		if (owner != null) {
			owner.ended(this);
		}
	}

}
