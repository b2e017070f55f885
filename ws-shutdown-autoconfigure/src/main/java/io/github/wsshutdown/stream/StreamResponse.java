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
