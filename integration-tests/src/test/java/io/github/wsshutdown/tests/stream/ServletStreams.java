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

package io.github.wsshutdown.tests.stream;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The streams of plain servlets.
 */
@Configuration(proxyBeanMethods = false)
public class ServletStreams {

	@Bean
	Feeds feeds() {
		return new Feeds();
	}

	@Bean
	ServletRegistrationBean<HttpServlet> asynchronous(Feeds feeds) {
		return register(new AsyncServlet(feeds), "/async");
	}

	@Bean
	ServletRegistrationBean<HttpServlet> synchronous(Feeds feeds) {
		return register(new SyncServlet(feeds), "/sync");
	}

	@Bean
	ServletRegistrationBean<HttpServlet> nonBlocking(Feeds feeds) {
		return register(new NonBlockingServlet(feeds), "/non-blocking");
	}

	private static ServletRegistrationBean<HttpServlet> register(HttpServlet servlet, String path) {
		ServletRegistrationBean<HttpServlet> registration = new ServletRegistrationBean<>(servlet, path);
		registration.setName(path.substring(1));
		registration.setAsyncSupported(true);
		return registration;
	}

	/**
	 * Prints an event in parts.
	 */
	private static void print(PrintWriter writer, String data) throws IOException {
		writer.print("data: ");
		writer.print(data);
		writer.flush();
		writer.print("\n\n");
		if (writer.checkError()) {
			throw new IOException("The client has gone");
		}
	}

	private abstract static class Ending implements AsyncListener, Feed {

		private final CompletableFuture<Void> ended = new CompletableFuture<>();

		@Override
		public void onComplete(AsyncEvent event) {
			this.ended.complete(null);
		}

		@Override
		public void onTimeout(AsyncEvent event) {
		}

		@Override
		public void onError(AsyncEvent event) {
			event.getAsyncContext().complete();
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

		@Override
		public CompletableFuture<Void> ended() {
			return this.ended;
		}

	}

	/**
	 * Starts before it says what it answers, and prints on any thread.
	 */
	private static final class AsyncServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private final transient Feeds feeds;

		AsyncServlet(Feeds feeds) {
			this.feeds = feeds;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			AsyncContext context = request.startAsync();
			context.setTimeout(0);
			response.setContentType("text/event-stream;charset=UTF-8");
			PrintWriter writer = context.getResponse().getWriter();
			Ending feed = new Ending() {

				@Override
				public void send(String data) throws Exception {
					print(writer, data);
				}

			};
			context.addListener(feed);
			response.flushBuffer();
			this.feeds.opened(feed);
		}

	}

	/**
	 * Writes in a loop on the thread of the request.
	 */
	private static final class SyncServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private final transient Feeds feeds;

		SyncServlet(Feeds feeds) {
			this.feeds = feeds;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.setContentType("text/event-stream");
			response.flushBuffer();
			QueueFeed feed = new QueueFeed();
			this.feeds.opened(feed);
			ServletOutputStream out = response.getOutputStream();
			try {
				while (true) {
					String data = feed.poll();
					out.write(((data != null) ? "data: " + data : ":").getBytes(StandardCharsets.UTF_8));
					out.flush();
					out.write("\n\n".getBytes(StandardCharsets.UTF_8));
					out.flush();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				feed.end();
			}
		}

	}

	/**
	 * Writes when the container says that it may.
	 */
	private static final class NonBlockingServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private final transient Feeds feeds;

		NonBlockingServlet(Feeds feeds) {
			this.feeds = feeds;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			AsyncContext context = request.startAsync();
			context.setTimeout(0);
			response.setContentType("text/event-stream");
			NonBlockingFeed feed = new NonBlockingFeed(response.getOutputStream());
			context.addListener(feed);
			feed.out.setWriteListener(feed);
			this.feeds.opened(feed);
		}

	}

	private static final class NonBlockingFeed extends Ending implements WriteListener {

		private final ServletOutputStream out;

		NonBlockingFeed(ServletOutputStream out) {
			this.out = out;
		}

		@Override
		public synchronized void onWritePossible() {
			notifyAll();
		}

		@Override
		public synchronized void onError(Throwable failure) {
			notifyAll();
		}

		@Override
		public synchronized void send(String data) throws Exception {
			write("data: " + data + "\n");
			write("\n");
			if (this.out.isReady()) {
				this.out.flush();
			}
		}

		private void write(String text) throws Exception {
			while (!this.out.isReady()) {
				if (ended().isDone()) {
					throw new IOException("The stream has ended");
				}
				wait(100);
			}
			this.out.write(text.getBytes(StandardCharsets.UTF_8));
		}

	}

}
