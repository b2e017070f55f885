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

/**
 * What a close frame says (RFC 6455, section 5.5.1).
 *
 * @param code the status code, 1005 if the frame carries none
 * @param reason the text behind it, possibly empty
 */
public record CloseBody(int code, String reason) {

	private static final int NO_STATUS = 1005;

	public static CloseBody of(Frame frame) throws ProtocolException {
		byte[] payload = frame.payload();
		if (payload.length == 0) {
			return new CloseBody(NO_STATUS, "");
		}
		if (payload.length == 1) {
			throw new ProtocolException("A close frame carries half a status code");
		}
		ByteBuffer body = ByteBuffer.wrap(payload);
		int code = Short.toUnsignedInt(body.getShort());
		return new CloseBody(code, StandardCharsets.UTF_8.decode(body).toString());
	}

	/**
	 * The frame that answers this one: the same status code, no reason.
	 */
	public Frame answer() {
		byte[] payload = (this.code != NO_STATUS) ? ByteBuffer.allocate(2).putShort((short) this.code).array()
				: new byte[0];
		return new Frame(Opcode.CLOSE, payload);
	}

}
