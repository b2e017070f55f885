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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Random;

/**
 * The opening handshake of a client (RFC 6455, section 4.1).
 *
 * @param key the nonce that the server has to prove it has read
 */
public record Handshake(String key) {

	private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	public static Handshake random(Random random) {
		byte[] nonce = new byte[16];
		random.nextBytes(nonce);
		return new Handshake(Base64.getEncoder().encodeToString(nonce));
	}

	public ByteBuffer request(InetSocketAddress server, String target) {
		String request = "GET " + target + " HTTP/1.1\r\n" //
				+ "Host: " + server.getHostString() + ":" + server.getPort() + "\r\n" //
				+ "Upgrade: websocket\r\n" //
				+ "Connection: Upgrade\r\n" //
				+ "Sec-WebSocket-Key: " + this.key + "\r\n" //
				+ "Sec-WebSocket-Version: 13\r\n\r\n";
		return ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Whether the server agreed to speak WebSocket.
	 * @throws ProtocolException if it agreed to something else
	 */
	public boolean isAccepted(ResponseHead response) throws ProtocolException {
		if (response.status() != 101) {
			return false;
		}
		if (!accept().equals(response.header("sec-websocket-accept").orElse(null))) {
			throw new ProtocolException("The server accepted the handshake of somebody else");
		}
		return true;
	}

	private String accept() {
		try {
			MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
			byte[] digest = sha1.digest((this.key + GUID).getBytes(StandardCharsets.US_ASCII));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-1", ex);
		}
	}

}
