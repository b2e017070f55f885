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

package io.github.wsshutdown.container.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Sees the end of what the peer sends.
 */
final class SourceWatch extends AbstractStreamSourceConduit<StreamSourceConduit> {

	private final UndertowWire wire;

	SourceWatch(StreamSourceConduit next, UndertowWire wire) {
		super(next);
		this.wire = wire;
	}

	/**
	 * Reads behind what is in the buffer already and not handled yet.
	 */
	@Override
	public int read(ByteBuffer destination) throws IOException {
		boolean nothingLeft = destination.position() == 0;
		int read = -1;
		try {
			read = super.read(destination);
			return read;
		}
		finally {
			if (read == -1) {
				this.wire.inputEnded(nothingLeft);
			}
		}
	}

}
