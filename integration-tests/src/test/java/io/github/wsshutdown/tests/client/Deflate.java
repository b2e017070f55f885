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
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The compression of one connection with {@code permessage-deflate}, RFC 7692.
 */
final class Deflate {

	static final String EXTENSION = "permessage-deflate";

	private static final byte[] TAIL = { 0, 0, (byte) 0xFF, (byte) 0xFF };

	private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

	private final Inflater inflater = new Inflater(true);

	byte[] compress(byte[] message) {
		this.deflater.reset();
		this.deflater.setInput(message);
		byte[] buffer = new byte[message.length + 64];
		int size = this.deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
		return Arrays.copyOf(buffer, size - TAIL.length);
	}

	byte[] decompress(byte[] message) {
		byte[] input = Arrays.copyOf(message, message.length + TAIL.length);
		System.arraycopy(TAIL, 0, input, message.length, TAIL.length);
		this.inflater.setInput(input);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		byte[] buffer = new byte[8192];
		try {
			for (int n = this.inflater.inflate(buffer); n > 0; n = this.inflater.inflate(buffer)) {
				out.write(buffer, 0, n);
			}
		}
		catch (DataFormatException ex) {
			throw new IllegalStateException(ex);
		}
		return out.toByteArray();
	}

}
