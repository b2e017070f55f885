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
import jakarta.servlet.ServletContext;

import io.github.wsshutdown.container.AsyncContextDecorator;

/**
 * A container's context of an asynchronous request, which the application may not settle
 * when its stream has been ended.
 */
final class GuardedAsyncContext extends AsyncContextDecorator {

	private final Exchange exchange;

	GuardedAsyncContext(AsyncContext delegate, Exchange exchange) {
		super(delegate);
		this.exchange = exchange;
	}

	@Override
	public void complete() {
		if (this.exchange.letSettle()) {
			super.complete();
		}
	}

	@Override
	public void dispatch() {
		if (this.exchange.letSettle()) {
			super.dispatch();
		}
	}

	@Override
	public void dispatch(String path) {
		if (this.exchange.letSettle()) {
			super.dispatch(path);
		}
	}

	@Override
	public void dispatch(ServletContext context, String path) {
		if (this.exchange.letSettle()) {
			super.dispatch(context, path);
		}
	}

}
