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
 * Reads the head of an HTTP response out of bytes that arrive in any portions, and not a
 * byte of what follows.
 */
public final class ResponseHeadDecoder {

	private static final int MAX_LENGTH = 16 * 1024;

	private static final String END = "\r\n\r\n";

	private final StringBuilder head = new StringBuilder();

	/**
	 * Take bytes up to the end of the head, or all of them until then.
	 */
	public Optional<ResponseHead> feed(ByteBuffer bytes) throws ProtocolException {
		while (bytes.hasRemaining()) {
			this.head.append((char) (bytes.get() & 0xFF));
			int begin = this.head.length() - END.length();
			if (begin >= 0 && this.head.indexOf(END, begin) == begin) {
				return Optional.of(ResponseHead.parse(this.head.substring(0, begin)));
			}
			if (this.head.length() > MAX_LENGTH) {
				throw new ProtocolException("The head of the response does not end");
			}
		}
		return Optional.empty();
	}

}
