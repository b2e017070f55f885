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

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

import io.github.wsshutdown.event.EventBoundary;

/**
 * What the application writes a response to.
 */
final class StreamOutput extends ServletOutputStream {

	private final ServletOutputStream delegate;

	private final Exchange exchange;

	private volatile boolean nonBlocking;

	StreamOutput(ServletOutputStream delegate, Exchange exchange) {
		this.delegate = delegate;
		this.exchange = exchange;
	}

	boolean isNonBlocking() {
		return this.nonBlocking;
	}

	/**
	 * Says that a stream which has ended is ready, so that the application writes, and
	 * learns of the end.
	 */
	@Override
	public boolean isReady() {
		EventStream stream = this.exchange.stream();
		return (stream != null && stream.isOver()) || this.delegate.isReady();
	}

	@Override
	public void setWriteListener(WriteListener listener) {
		this.nonBlocking = true;
		this.delegate.setWriteListener(new WriteListener() {

			@Override
			public void onWritePossible() throws IOException {
				EventStream stream = StreamOutput.this.exchange.stream();
				if (stream != null) {
					stream.tryEnd();
				}
				listener.onWritePossible();
			}

			@Override
			public void onError(Throwable failure) {
				StreamOutput.this.exchange.failed();
				listener.onError(failure);
			}

		});
	}

	@Override
	public void write(int octet) throws IOException {
		write(new byte[] { (byte) octet }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		Part part = new Bytes(this.delegate, bytes, offset, length);
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
			stream.flush(this.delegate::flush);
		}
		else {
			this.delegate.flush();
		}
	}

	@Override
	public void close() throws IOException {
		EventStream stream = this.exchange.stream();
		if (stream != null) {
			stream.close(this.delegate::close);
		}
		else {
			this.delegate.close();
		}
	}

	private record Bytes(ServletOutputStream out, byte[] bytes, int offset, int length) implements Part {

		@Override
		public int trace(EventBoundary boundary) {
			return boundary.written(this.bytes, this.offset, this.length);
		}

		@Override
		public void write(int prefix) throws IOException {
			this.out.write(this.bytes, this.offset, prefix);
		}

	}

}
