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

package io.github.wsshutdown.container;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Outcome;

/**
 * A {@link Wire} that writes down what it is told and ends when the test says so.
 */
public final class StubWire implements Wire {

	/**
	 * What was called, in order.
	 */
	public final List<String> calls = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Outcome> ended = new CompletableFuture<>();

	private volatile boolean writing;

	private volatile boolean closeWritten;

	/**
	 * Makes the wire look as if somebody was writing.
	 * @return this
	 */
	public StubWire writing() {
		this.writing = true;
		return this;
	}

	/**
	 * Makes the wire say that the close has been written.
	 * @return this
	 */
	public StubWire closeWritten() {
		this.closeWritten = true;
		return this;
	}

	/**
	 * Ends the connection.
	 * @param outcome how
	 */
	public void end(Outcome outcome) {
		this.ended.complete(outcome);
	}

	@Override
	public CompletionStage<Outcome> ended() {
		return this.ended;
	}

	@Override
	public boolean isWriting() {
		return this.writing;
	}

	@Override
	public void beforeClose(@Nullable Object nativeSession, Duration writeTimeout) {
		this.calls.add("beforeClose " + writeTimeout);
	}

	@Override
	public boolean isCloseWritten() {
		return this.closeWritten;
	}

	@Override
	public void afterClose() {
		this.calls.add("afterClose");
	}

	@Override
	public void cut(Outcome outcome) {
		this.calls.add("cut " + outcome);
		end(outcome);
	}

	@Override
	public String remote() {
		return "stub:1";
	}

}
