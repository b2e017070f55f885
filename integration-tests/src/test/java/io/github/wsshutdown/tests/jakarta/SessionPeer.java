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

package io.github.wsshutdown.tests.jakarta;

import java.io.IOException;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;

import io.github.wsshutdown.jakarta.InFlight;
import io.github.wsshutdown.tests.application.Peer;

/**
 * Who a Jakarta WebSocket session connects to.
 */
record SessionPeer(Session session) implements Peer {

	/**
	 * Sends under a lock, because a session takes one message at a time.
	 */
	@Override
	public void send(String text) throws IOException {
		synchronized (this.session) {
			this.session.getBasicRemote().sendText(text);
		}
	}

	@Override
	public void close(int code) throws IOException {
		this.session.close(new CloseReason(CloseCodes.getCloseCode(code), ""));
	}

	@Override
	public Runnable beginWork() {
		return InFlight.begin(this.session)::close;
	}

}
