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
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * A container's writer, which keeps its failures to itself.
 *
 * @param writer the writer
 */
record WriterSink(PrintWriter writer) implements Sink {

	@Override
	public boolean isReady() {
		return true;
	}

	@Override
	public boolean isNonBlocking() {
		return false;
	}

	@Override
	public void write(byte[] bytes) {
		this.writer.write(new String(bytes, StandardCharsets.UTF_8));
	}

	@Override
	public void flush() throws IOException {
		this.writer.flush();
		check();
	}

	private void check() throws IOException {
		if (this.writer.checkError()) {
			throw new IOException("The response could not be written");
		}
	}

}
