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
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a client reads.
 */
class FrameDecoderTests {

	private static final int[] HELLO = { 0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f };

	private final FrameDecoder decoder = new FrameDecoder();

	@Test
	void frameIsReadAsInTheExampleOfTheStandard() throws Exception {
		feed(HELLO);
		Frame frame = this.decoder.next().orElseThrow();
		assertThat(frame.last()).isTrue();
		assertThat(frame.opcode()).isEqualTo(Opcode.TEXT);
		assertThat(frame.text()).isEqualTo("Hello");
		assertThat(this.decoder.next()).isEmpty();
	}

	@Test
	void frameMayArriveByteByByte() throws Exception {
		for (int i = 0; i < HELLO.length - 1; i++) {
			feed(HELLO[i]);
			assertThat(this.decoder.next()).isEmpty();
		}
		feed(HELLO[HELLO.length - 1]);
		assertThat(this.decoder.next()).map(Frame::text).contains("Hello");
	}

	@Test
	void framesMayArriveTogether() throws Exception {
		int[] twoAndABit = Arrays.copyOf(HELLO, 2 * HELLO.length + 1);
		System.arraycopy(HELLO, 0, twoAndABit, HELLO.length, HELLO.length);
		feed(twoAndABit);
		assertThat(this.decoder.next()).isPresent();
		assertThat(this.decoder.next()).map(Frame::text).contains("Hello");
		assertThat(this.decoder.next()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 125, 126, 65_535, 65_536, 1_000_000 })
	void payloadMayHaveAnyLength(int length) throws Exception {
		ByteBuffer bytes = ByteBuffer.allocate(length + 10).put((byte) 0x82);
		if (length < 126) {
			bytes.put((byte) length);
		}
		else if (length < 65_536) {
			bytes.put((byte) 126).putShort((short) length);
		}
		else {
			bytes.put((byte) 127).putLong(length);
		}
		byte[] payload = new byte[length];
		Arrays.fill(payload, (byte) 7);
		bytes.put(payload).flip();
		while (bytes.hasRemaining()) {
			assertThat(this.decoder.next()).isEmpty();
			ByteBuffer portion = bytes.slice(bytes.position(), Math.min(60_000, bytes.remaining()));
			bytes.position(bytes.position() + portion.remaining());
			this.decoder.feed(portion);
		}
		assertThat(this.decoder.next()).map(Frame::payload).contains(payload);
	}

	@Test
	void maskedFrameIsRefused() {
		assertRefused("does not mask", 0x81, 0x80, 0, 0, 0, 0);
	}

	@Test
	void compressedFrameIsRefused() {
		assertRefused("Reserved bits", 0xc1, 0x00);
	}

	@Test
	void reservedOpcodeIsRefused() {
		assertRefused("Opcode 3", 0x83, 0x00);
	}

	@Test
	void fragmentedControlFrameIsRefused() {
		assertRefused("control frame", 0x08, 0x00);
	}

	@Test
	void longControlFrameIsRefused() {
		assertRefused("control frame", 0x88, 0x7e, 0, 126);
	}

	@Test
	void frameThatNobodyCouldHoldIsRefused() {
		assertRefused("too long", 0x82, 0x7f, 0xff, 0, 0, 0, 0, 0, 0, 0);
	}

	private void assertRefused(String message, int... bytes) {
		feed(bytes);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(this.decoder::next)
			.withMessageContaining(message);
	}

	private void feed(int... bytes) {
		ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
		for (int value : bytes) {
			buffer.put((byte) value);
		}
		this.decoder.feed(buffer.flip());
	}

}
