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

package io.github.wsshutdown.tests.jetty;

import java.net.SocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.CloseFrame;

/**
 * One end of a WebSocket. Public, as Jetty's client wants it.
 */
public final class Http2Peer implements Session.Listener {

	private static final String GREETING = "hello";

	private final CompletableFuture<Session> session = new CompletableFuture<>();

	private final CompletableFuture<CloseFrame> closed = new CompletableFuture<>();

	private final CompletableFuture<Void> greeted = new CompletableFuture<>();

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	private final boolean reading;

	Http2Peer(boolean reading) {
		this.reading = reading;
	}

	@Override
	public void onWebSocketOpen(Session session) {
		this.session.complete(session);
		demand();
	}

	@Override
	public void onWebSocketText(String message) {
		if (message.equals(GREETING)) {
			this.greeted.complete(null);
		}
		else {
			this.heard.add(message);
		}
		demand();
	}

	@Override
	public void onWebSocketClose(int statusCode, String reason, Callback callback) {
		this.closed.complete(new CloseFrame(statusCode, reason));
		callback.succeed();
	}

	private void demand() {
		if (this.reading) {
			this.session.join().demand();
		}
	}

	/**
	 * Tells on which connection the WebSocket is.
	 */
	SocketAddress address() {
		return this.session.join().getLocalSocketAddress();
	}

	void say(String message) {
		this.session.join().sendText(message, Callback.NOOP);
	}

	/**
	 * Sends one message after the other, as fast as they go out, until the end.
	 */
	void keepSaying(String message) {
		Thread thread = new Thread(() -> {
			while (!this.closed.isDone()) {
				Callback.Completable sent = new Callback.Completable();
				this.session.join().sendText(message, sent);
				sent.exceptionally((ex) -> null).join();
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			}
		}, "sender");
		thread.setDaemon(true);
		thread.start();
	}

	String hear() throws InterruptedException {
		String message = this.heard.poll(RunningApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS);
		return (message != null) ? message : "nothing";
	}

	/**
	 * Asks for a greeting and waits for one for a little while. Those that come later are
	 * not heard.
	 */
	boolean isGreeted() throws InterruptedException {
		say("echo " + GREETING);
		try {
			this.greeted.get(2, TimeUnit.SECONDS);
			return true;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	CompletableFuture<CloseFrame> closed() {
		return this.closed;
	}

}
