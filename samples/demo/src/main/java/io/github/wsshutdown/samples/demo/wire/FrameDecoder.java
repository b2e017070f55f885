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

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads the frames of a server out of bytes that arrive in any portions, and insists on
 * the protocol.
 */
public final class FrameDecoder {

	private static final int MAX_PAYLOAD = 16 * 1024 * 1024;

	private static final int MAX_CONTROL_PAYLOAD = 125;

	private ByteBuffer pending = ByteBuffer.allocate(256).flip();

	/**
	 * Take all of the bytes.
	 */
	public void feed(ByteBuffer bytes) {
		ByteBuffer target = this.pending.compact();
		if (target.remaining() < bytes.remaining()) {
			int needed = target.position() + bytes.remaining();
			target = ByteBuffer.allocate(Math.max(needed, 2 * target.capacity())).put(target.flip());
		}
		this.pending = target.put(bytes).flip();
	}

	/**
	 * The next frame, or empty until more bytes are fed.
	 * @throws ProtocolException if a server must not send this
	 */
	public Optional<Frame> next() throws ProtocolException {
		this.pending.mark();
		Optional<Frame> frame = read(this.pending);
		if (frame.isEmpty()) {
			this.pending.reset();
		}
		return frame;
	}

	private Optional<Frame> read(ByteBuffer bytes) throws ProtocolException {
		if (bytes.remaining() < 2) {
			return Optional.empty();
		}
		int first = bytes.get();
		int second = bytes.get();
		require((first & 0x70) == 0, "Reserved bits are set, no extension was agreed");
		require((second & 0x80) == 0, "A server does not mask");
		boolean last = (first & 0x80) != 0;
		Opcode opcode = Opcode.of(first & 0x0F);
		int shortLength = second & 0x7F;
		require(!opcode.isControl() || (last && shortLength <= MAX_CONTROL_PAYLOAD),
				"A control frame is fragmented or too long");
		if (bytes.remaining() < lengthBytes(shortLength)) {
			return Optional.empty();
		}
		long length = length(bytes, shortLength);
		require(length >= 0 && length <= MAX_PAYLOAD, "A frame is too long");
		if (bytes.remaining() < length) {
			return Optional.empty();
		}
		byte[] payload = new byte[(int) length];
		bytes.get(payload);
		return Optional.of(new Frame(last, opcode, payload));
	}

	private int lengthBytes(int shortLength) {
		return switch (shortLength) {
			case 126 -> Short.BYTES;
			case 127 -> Long.BYTES;
			default -> 0;
		};
	}

	private long length(ByteBuffer bytes, int shortLength) {
		return switch (shortLength) {
			case 126 -> Short.toUnsignedInt(bytes.getShort());
			case 127 -> bytes.getLong();
			default -> shortLength;
		};
	}

	private void require(boolean valid, String otherwise) throws ProtocolException {
		if (!valid) {
			throw new ProtocolException(otherwise);
		}
	}

}
