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
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client writes.
 */
class FrameEncoderTests {

	private final FrameEncoder encoder = new FrameEncoder(() -> 0x37fa213d);

	@Test
	void frameIsMaskedAsInTheExampleOfTheStandard() {
		Frame hello = new Frame(Opcode.TEXT, "Hello".getBytes(StandardCharsets.UTF_8));
		assertThat(bytes(hello)).containsExactly(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58);
	}

	@Test
	void emptyFrameHasAMaskToo() {
		assertThat(bytes(new Frame(Opcode.PONG, new byte[0]))).containsExactly(0x8a, 0x80, 0x37, 0xfa, 0x21, 0x3d);
	}

	@Test
	void firstFragmentIsNotTheLast() {
		assertThat(bytes(new Frame(false, Opcode.BINARY, new byte[0]))[0]).isEqualTo(0x02);
	}

	@Test
	void lengthTakesAsManyBytesAsItNeeds() {
		assertThat(head(125)).startsWith(0x82, 0xfd, 0x37);
		assertThat(head(126)).startsWith(0x82, 0xfe, 0x00, 0x7e, 0x37);
		assertThat(head(65_535)).startsWith(0x82, 0xfe, 0xff, 0xff, 0x37);
		assertThat(head(65_536)).startsWith(0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 0x37);
	}

	private int[] head(int length) {
		return bytes(new Frame(Opcode.BINARY, new byte[length]));
	}

	private int[] bytes(Frame frame) {
		ByteBuffer bytes = this.encoder.encode(frame);
		int[] unsigned = new int[bytes.remaining()];
		for (int i = 0; i < unsigned.length; i++) {
			unsigned[i] = bytes.get() & 0xff;
		}
		return unsigned;
	}

}
