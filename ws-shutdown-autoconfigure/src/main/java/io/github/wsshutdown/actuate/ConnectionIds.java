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

package io.github.wsshutdown.actuate;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;

/**
 * Names connections so that a name can be neither guessed nor made from another: the
 * number of a connection and as many zeros, encrypted with a key that lives as long as
 * this object. Thread-safe.
 */
final class ConnectionIds {

	static final Pattern FORMAT = Pattern.compile("[0-9a-f]{32}");

	private static final String ALGORITHM = "AES";

	/**
	 * One block is encrypted, and no two blocks are the same, so there is nothing that a
	 * mode with an initialization vector would hide.
	 */
	private static final String TRANSFORMATION = ALGORITHM + "/ECB/NoPadding";

	private final Key key;

	ConnectionIds() {
		try {
			this.key = KeyGenerator.getInstance(ALGORITHM).generateKey();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the name of a connection.
	 * @param number the number of its arrival
	 * @return 32 hexadecimal digits
	 */
	String name(long number) {
		byte[] block = ByteBuffer.allocate(2 * Long.BYTES).putLong(number).putLong(0).array();
		return HexFormat.of().formatHex(apply(Cipher.ENCRYPT_MODE, block));
	}

	/**
	 * Returns whose name that is.
	 * @param name what may be a name of this process
	 * @return the number, or empty if nobody has been given that name
	 */
	OptionalLong number(String name) {
		if (!FORMAT.matcher(name).matches()) {
			return OptionalLong.empty();
		}
		ByteBuffer block = ByteBuffer.wrap(apply(Cipher.DECRYPT_MODE, HexFormat.of().parseHex(name)));
		long number = block.getLong();
		return (number > 0 && block.getLong() == 0) ? OptionalLong.of(number) : OptionalLong.empty();
	}

	private byte[] apply(int mode, byte[] block) {
		try {
			Cipher cipher = Cipher.getInstance(TRANSFORMATION);
			cipher.init(mode, this.key);
			return cipher.doFinal(block);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
