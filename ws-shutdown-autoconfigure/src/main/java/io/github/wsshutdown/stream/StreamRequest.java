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

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request as the application sees it.
 */
final class StreamRequest extends HttpServletRequestWrapper {

	private final Exchange exchange;

	private final ServletResponse response;

	private volatile @Nullable AsyncContext context;

	StreamRequest(HttpServletRequest request, ServletResponse response, Exchange exchange) {
		super(request);
		this.response = response;
		this.exchange = exchange;
	}

	/**
	 * Starts with this request and its response, not with the container's own, lest the
	 * application writes to that.
	 */
	@Override
	public AsyncContext startAsync() {
		return startAsync(this, this.response);
	}

	@Override
	public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
		AsyncContext started = this.exchange.started(super.startAsync(request, response));
		this.context = started;
		return started;
	}

	@Override
	public AsyncContext getAsyncContext() {
		AsyncContext started = this.context;
		return (started != null && isAsyncStarted()) ? started : super.getAsyncContext();
	}

}
