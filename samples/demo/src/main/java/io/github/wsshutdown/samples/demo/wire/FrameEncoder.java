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

import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/**
 * Writes frames as a client must: masked, each with a key of its own (RFC 6455, section
 * 5.3).
 */
public final class FrameEncoder {

	private static final int LAST = 0x80;

	private static final int MASKED = 0x80;

	private final IntSupplier keys;

	public FrameEncoder(IntSupplier keys) {
		this.keys = keys;
	}

	public ByteBuffer encode(Frame frame) {
		byte[] payload = frame.payload();
		ByteBuffer bytes = ByteBuffer.allocate(14 + payload.length);
		bytes.put((byte) ((frame.last() ? LAST : 0) | frame.opcode().bits()));
		putLength(bytes, payload.length);
		int key = this.keys.getAsInt();
		bytes.putInt(key);
		int position = bytes.position();
		bytes.put(payload);
		mask(bytes.array(), position, payload.length, key);
		return bytes.flip();
	}

	private void putLength(ByteBuffer bytes, int length) {
		if (length < 126) {
			bytes.put((byte) (MASKED | length));
		}
		else if (length < 65_536) {
			bytes.put((byte) (MASKED | 126)).putShort((short) length);
		}
		else {
			bytes.put((byte) (MASKED | 127)).putLong(length);
		}
	}

	private void mask(byte[] bytes, int position, int length, int key) {
		for (int i = 0; i < length; i++) {
			bytes[position + i] ^= (byte) (key >>> (24 - 8 * (i & 3)));
		}
	}

}
