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

package io.github.wsshutdown.servlet.sockjs;

import java.io.IOException;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The response of an {@link Exchange}, as a session sees it.
 */
final class ExchangeResponse extends HttpServletResponseWrapper {

	private final Exchange exchange;

	private @Nullable ServletOutputStream out;

	ExchangeResponse(HttpServletResponse response, Exchange exchange) {
		super(response);
		this.exchange = exchange;
	}

	@Override
	public synchronized ServletOutputStream getOutputStream() throws IOException {
		ServletOutputStream current = this.out;
		if (current == null) {
			current = new ExchangeOutput(super.getOutputStream(), this.exchange);
			this.out = current;
		}
		return current;
	}

	@Override
	public void flushBuffer() throws IOException {
		this.exchange.write(super::flushBuffer);
		this.exchange.flushed();
	}

	private static final class ExchangeOutput extends ServletOutputStream {

		private final ServletOutputStream delegate;

		private final Exchange exchange;

		ExchangeOutput(ServletOutputStream delegate, Exchange exchange) {
			this.delegate = delegate;
			this.exchange = exchange;
		}

		@Override
		public boolean isReady() {
			return this.delegate.isReady();
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.delegate.setWriteListener(listener);
		}

		@Override
		public void write(int octet) throws IOException {
			this.exchange.write(() -> this.delegate.write(octet));
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.exchange.write(() -> this.delegate.write(bytes, offset, length));
		}

		@Override
		public void flush() throws IOException {
			this.exchange.write(this.delegate::flush);
		}

		@Override
		public void close() throws IOException {
			this.exchange.write(this.delegate::close);
		}

	}

}
