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
import java.nio.ByteBuffer;

/**
 * Reads a body in chunks (RFC 9112, section 7.1) out of bytes that arrive in any
 * portions.
 */
public final class ChunkDecoder {

	private static final int MAX_LINE = 1024;

	private final StringBuilder line = new StringBuilder();

	private State state = State.SIZE;

	private int missing;

	/**
	 * Take bytes, and return what they are of the body.
	 */
	public byte[] feed(ByteBuffer bytes) throws ProtocolException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		while (bytes.hasRemaining() && this.state != State.ENDED) {
			if (this.missing > 0) {
				body.write(bytes.get());
				this.missing--;
			}
			else {
				feed((char) (bytes.get() & 0xff));
			}
		}
		return body.toByteArray();
	}

	private void feed(char character) throws ProtocolException {
		if (character != '\n') {
			this.line.append(character);
			if (this.line.length() > MAX_LINE) {
				throw new ProtocolException("A line between chunks does not end");
			}
			return;
		}
		String text = this.line.toString().strip();
		this.line.setLength(0);
		this.state = switch (this.state) {
			case SIZE -> begin(text);
			case DATA -> State.SIZE;
			case TRAILER, ENDED -> text.isEmpty() ? State.ENDED : State.TRAILER;
		};
	}

	private State begin(String size) throws ProtocolException {
		try {
			this.missing = Integer.parseInt(size.split(";", 2)[0], 16);
		}
		catch (NumberFormatException ex) {
			throw new ProtocolException("Not the size of a chunk: " + size);
		}
		return (this.missing > 0) ? State.DATA : State.TRAILER;
	}

	/**
	 * Whether the body has ended in order, with the last chunk.
	 */
	public boolean isEnded() {
		return this.state == State.ENDED;
	}

	/**
	 * What the next line is, behind the data that are missing.
	 */
	private enum State {

		SIZE, DATA, TRAILER, ENDED

	}

}
