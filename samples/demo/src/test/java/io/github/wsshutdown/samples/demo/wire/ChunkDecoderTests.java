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
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bodies in chunks.
 */
class ChunkDecoderTests {

	private static final String BODY = "5\r\nhello\r\n11;x=y\r\n, \r\nchunked world\r\n";

	private final ChunkDecoder decoder = new ChunkDecoder();

	@Test
	void chunksAreJoined() throws Exception {
		assertThat(feed(BODY)).isEqualTo("hello, \r\nchunked world");
		assertThat(this.decoder.isEnded()).isFalse();
	}

	@Test
	void portionsDoNotMatter() throws Exception {
		StringBuilder body = new StringBuilder();
		for (char character : (BODY + "0\r\n\r\n").toCharArray()) {
			assertThat(this.decoder.isEnded()).isFalse();
			body.append(feed(String.valueOf(character)));
		}
		assertThat(body).hasToString("hello, \r\nchunked world");
		assertThat(this.decoder.isEnded()).isTrue();
	}

	@Test
	void trailersComeBeforeTheEnd() throws Exception {
		feed("0\r\na: b\r\n");
		assertThat(this.decoder.isEnded()).isFalse();
		feed("\r\n");
		assertThat(this.decoder.isEnded()).isTrue();
	}

	@Test
	void nonsenseIsRefused() {
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> feed("five\r\n"));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> feed("0".repeat(2000)));
	}

	private String feed(String bytes) throws ProtocolException {
		byte[] body = this.decoder.feed(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
		return new String(body, StandardCharsets.ISO_8859_1);
	}

}
