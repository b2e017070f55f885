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
import java.io.Writer;

import io.github.wsshutdown.event.EventBoundary;

/**
 * What the application prints a response to.
 */
final class StreamWriter extends Writer {

	private final WriterSink sink;

	private final Exchange exchange;

	StreamWriter(WriterSink sink, Exchange exchange) {
		this.sink = sink;
		this.exchange = exchange;
	}

	@Override
	public void write(char[] chars, int offset, int length) throws IOException {
		Part part = new Chars(this.sink, chars, offset, length);
		EventStream stream = this.exchange.streamIfAsync();
		if (stream != null) {
			stream.write(part);
		}
		else {
			this.exchange.trace(part);
			part.write(length);
		}
	}

	@Override
	public void flush() throws IOException {
		EventStream stream = this.exchange.recognised();
		if (stream != null) {
			stream.flush(this.sink::flush);
		}
		else {
			this.sink.flush();
		}
	}

	@Override
	public void close() throws IOException {
		EventStream stream = this.exchange.stream();
		if (stream != null) {
			stream.close(this.sink.writer()::close);
		}
		else {
			this.sink.writer().close();
		}
	}

	private record Chars(WriterSink sink, char[] chars, int offset, int length) implements Part {

		@Override
		public int trace(EventBoundary boundary) {
			int end = -1;
			for (int i = 0; i < this.length; i++) {
				boundary.written(this.chars[this.offset + i]);
				if (boundary.isReached()) {
					end = i + 1;
				}
			}
			return end;
		}

		@Override
		public void write(int prefix) {
			this.sink.writer().write(this.chars, this.offset, prefix);
		}

	}

}
