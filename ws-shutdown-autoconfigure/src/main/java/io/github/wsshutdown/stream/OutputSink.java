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

package io.github.wsshutdown.stream;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import jakarta.servlet.ServletOutputStream;

/**
 * A container's output stream.
 *
 * @param out the stream
 * @param nonBlocking tells whether the application has said that it does not block
 */
record OutputSink(ServletOutputStream out, BooleanSupplier nonBlocking) implements Sink {

	@Override
	public boolean isReady() {
		return !isNonBlocking() || this.out.isReady();
	}

	@Override
	public boolean isNonBlocking() {
		return this.nonBlocking.getAsBoolean();
	}

	@Override
	public void write(byte[] bytes) throws IOException {
		this.out.write(bytes);
	}

	@Override
	public void flush() throws IOException {
		this.out.flush();
	}

}
