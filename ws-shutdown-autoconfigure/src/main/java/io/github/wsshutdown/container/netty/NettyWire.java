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

package io.github.wsshutdown.container.netty;

import java.time.Duration;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.container.ObservedWire;

/**
 * One channel after its upgrade to WebSocket.
 */
final class NettyWire extends ObservedWire {

	private final Channel channel;

	private volatile boolean leaving;

	private volatile boolean peerClosed;

	private volatile boolean closedHere;

	NettyWire(Channel channel) {
		this.channel = channel;
	}

	void peerClosed() {
		this.peerClosed = true;
	}

	void closing() {
		this.closedHere = true;
	}

	/**
	 * Tells whether the channel is to stay open until the peer has answered.
	 */
	boolean isLingering() {
		return this.leaving && !this.peerClosed && !isCut();
	}

	@Override
	protected boolean isPeerClosed() {
		return this.peerClosed;
	}

	@Override
	protected boolean isEndedHere() {
		return this.closedHere;
	}

	@Override
	public boolean isWriting() {
		return !isCloseWritten() && !this.channel.isWritable();
	}

	@Override
	public void leaving() {
		this.leaving = true;
	}

	@Override
	public void beforeClose(@Nullable Object nativeSession, Duration writeTimeout) {
	}

	@Override
	public void afterClose() {
	}

	/**
	 * Closes the channel, which fails what is waiting to be written.
	 */
	@Override
	protected void abort() {
		this.channel.close();
	}

}
