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

package io.github.wsshutdown.tests.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A close frame as it came.
 *
 * @param code the status code, or {@link #NO_CODE}
 * @param reason the reason, may be empty
 */
public record CloseFrame(int code, String reason) {

	/**
	 * What stands for the code of a close frame that has none.
	 */
	public static final int NO_CODE = 1005;

	static CloseFrame of(byte[] payload) {
		if (payload.length < 2) {
			return new CloseFrame(NO_CODE, "");
		}
		ByteBuffer buffer = ByteBuffer.wrap(payload);
		int code = Short.toUnsignedInt(buffer.getShort());
		return new CloseFrame(code, StandardCharsets.UTF_8.decode(buffer).toString());
	}

	byte[] payload() {
		byte[] text = this.reason.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(2 + text.length).putShort((short) this.code).put(text).array();
	}

}
