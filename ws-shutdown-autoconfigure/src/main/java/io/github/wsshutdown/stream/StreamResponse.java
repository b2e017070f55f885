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

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A response as the application sees it. What is known to be no stream is left alone.
 */
final class StreamResponse extends HttpServletResponseWrapper {

	private final Exchange exchange;

	private @Nullable ServletOutputStream out;

	private @Nullable PrintWriter writer;

	StreamResponse(HttpServletResponse response, Exchange exchange) {
		super(response);
		this.exchange = exchange;
	}

	@Override
	public synchronized ServletOutputStream getOutputStream() throws IOException {
		ServletOutputStream current = this.out;
		if (current == null) {
			current = super.getOutputStream();
			if (this.exchange.mayBeStream()) {
				StreamOutput watched = new StreamOutput(current, this.exchange);
				this.exchange.writeTo(new OutputSink(current, watched::isNonBlocking));
				current = watched;
			}
			else {
				this.exchange.writeUnwatched();
			}
			this.out = current;
		}
		return current;
	}

	/**
	 * Wraps the writer only if the response has the type of a stream by now: a writer of
	 * its own would end lines in its own way.
	 */
	@Override
	public synchronized PrintWriter getWriter() throws IOException {
		PrintWriter current = this.writer;
		if (current == null) {
			boolean watching = this.exchange.isStreamType();
			current = super.getWriter();
			if (watching) {
				WriterSink sink = new WriterSink(current);
				this.exchange.writeTo(sink);
				current = new PrintWriter(new StreamWriter(sink, this.exchange));
			}
			else {
				this.exchange.writeUnwatched();
			}
			this.writer = current;
		}
		return current;
	}

	@Override
	public void setContentLength(int length) {
		setContentLengthLong(length);
	}

	@Override
	public void setContentLengthLong(long length) {
		this.exchange.hasLength(length >= 0);
		super.setContentLengthLong(length);
	}

	@Override
	public void setHeader(String name, String value) {
		notice(name, value);
		super.setHeader(name, value);
	}

	@Override
	public void addHeader(String name, String value) {
		notice(name, value);
		super.addHeader(name, value);
	}

	private void notice(String name, @Nullable String value) {
		if (HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
			this.exchange.hasLength(value != null);
		}
		else if (HttpHeaders.CONTENT_ENCODING.equalsIgnoreCase(name)) {
			this.exchange.isEncoded(value != null);
		}
	}

	@Override
	public void reset() {
		super.reset();
		this.exchange.hasLength(false);
		this.exchange.isEncoded(false);
	}

	@Override
	public void flushBuffer() throws IOException {
		EventStream stream = this.exchange.recognised();
		if (stream != null) {
			stream.flush(super::flushBuffer);
		}
		else {
			super.flushBuffer();
		}
	}

}
