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

package io.github.wsshutdown.samples.demo.wire;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Puts the fragments of a message together (RFC 6455, section 5.4).
 */
public final class MessageAssembler {

	private final ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);

	private boolean underway;

	/**
	 * Take a data frame; it returns the message as text where this frame completes it.
	 */
	public Optional<String> add(Frame frame) throws ProtocolException {
		if ((frame.opcode() == Opcode.CONTINUATION) != this.underway) {
			throw new ProtocolException("A message begins in the middle of another, or goes on without a beginning");
		}
		if (!this.underway && frame.last()) {
			return Optional.of(frame.text());
		}
		this.fragments.writeBytes(frame.payload());
		this.underway = !frame.last();
		if (this.underway) {
			return Optional.empty();
		}
		String text = this.fragments.toString(StandardCharsets.UTF_8);
		this.fragments.reset();
		return Optional.of(text);
	}

}
