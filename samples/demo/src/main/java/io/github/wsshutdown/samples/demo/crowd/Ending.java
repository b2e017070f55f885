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

package io.github.wsshutdown.samples.demo.crowd;

import java.util.Optional;

import io.github.wsshutdown.samples.demo.seen.Close;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;
import io.github.wsshutdown.samples.demo.wire.ResponseHead;

/**
 * All that there is to say about a connection when it is over.
 *
 * @param response what the server answered the handshake, if anything
 * @param close the close frame, if there was one
 * @param tcp how TCP ended
 * @param nanos when TCP ended, by {@link System#nanoTime()}
 */
record Ending(Optional<ResponseHead> response, Optional<Close> close, TcpEnd tcp, long nanos) {

	boolean isHandshakeAccepted() {
		return this.response.filter((head) -> head.status() == 101).isPresent();
	}

}
