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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Makes frames of text messages and text messages of frames.
 */
final class Messages {

	private final Deflate deflate;

	private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();

	private boolean compressed;

	/**
	 * Creates the messages of one connection.
	 * @param deflate the compression that was agreed on, or {@code null}
	 */
	Messages(Deflate deflate) {
		this.deflate = deflate;
	}

	Frame frame(String text) {
		byte[] payload = text.getBytes(StandardCharsets.UTF_8);
		return (this.deflate != null) ? new Frame(true, true, Frame.TEXT, this.deflate.compress(payload))
				: Frame.of(Frame.TEXT, payload);
	}

	/**
	 * Takes a frame.
	 * @return the message that is complete with it, or {@code null}
	 */
	String take(Frame frame) {
		if (frame.opcode() == Frame.TEXT) {
			this.compressed = frame.compressed();
		}
		this.fragments.writeBytes(frame.payload());
		if (!frame.last()) {
			return null;
		}
		byte[] payload = this.fragments.toByteArray();
		this.fragments.reset();
		return new String(this.compressed ? this.deflate.decompress(payload) : payload, StandardCharsets.UTF_8);
	}

}
