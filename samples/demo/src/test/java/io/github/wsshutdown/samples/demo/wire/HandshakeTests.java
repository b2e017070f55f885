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

import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a conversation begins.
 */
class HandshakeTests {

	private final Handshake handshake = new Handshake("dGhlIHNhbXBsZSBub25jZQ==");

	@Test
	void requestAsksForWebSocket() {
		InetSocketAddress server = InetSocketAddress.createUnresolved("127.0.0.1", 8080);
		String request = StandardCharsets.US_ASCII.decode(this.handshake.request(server, "/chat?room=1")).toString();
		assertThat(request).startsWith("GET /chat?room=1 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n")
			.contains("\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
			.endsWith("\r\n\r\n");
	}

	@Test
	void answerOfTheStandardIsAccepted() throws Exception {
		assertThat(this.handshake.isAccepted(switching("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))).isTrue();
	}

	@Test
	void answerToAnotherIsRefused() {
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> Handshake.random(new Random(1)).isAccepted(switching("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")));
	}

	@Test
	void anyOtherStatusIsNoWebSocket() throws Exception {
		assertThat(this.handshake.isAccepted(new ResponseHead(503, Map.of("retry-after", "5")))).isFalse();
	}

	@Test
	void headIsReadUpToItsEnd() throws Exception {
		ByteBuffer bytes = ByteBuffer
			.wrap("HTTP/1.1 503 \r\nRetry-After: 5\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII));
		ResponseHead head = new ResponseHeadDecoder().feed(bytes).orElseThrow();
		assertThat(head.status()).isEqualTo(503);
		assertThat(head.header("retry-after")).contains("5");
		assertThat(bytes.remaining()).isEqualTo("body".length());
	}

	@Test
	void headMayArriveByteByByte() throws Exception {
		ResponseHeadDecoder decoder = new ResponseHeadDecoder();
		byte[] bytes = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"
			.getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < bytes.length - 1; i++) {
			assertThat(decoder.feed(ByteBuffer.wrap(bytes, i, 1))).isEmpty();
		}
		assertThat(decoder.feed(ByteBuffer.wrap(bytes, bytes.length - 1, 1))).map(ResponseHead::status).contains(101);
	}

	@Test
	void somethingElseThanHttpIsRefused() {
		ByteBuffer bytes = ByteBuffer.wrap("SSH-2.0-OpenSSH\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> new ResponseHeadDecoder().feed(bytes));
	}

	private ResponseHead switching(String accept) {
		return new ResponseHead(101, Map.of("sec-websocket-accept", accept));
	}

}
