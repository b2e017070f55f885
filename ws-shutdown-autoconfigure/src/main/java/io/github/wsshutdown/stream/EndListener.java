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

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Tells an {@link Exchange} what its container says of the end.
 *
 * @param exchange the exchange
 */
record EndListener(Exchange exchange) implements AsyncListener {

	@Override
	public void onComplete(AsyncEvent event) {
		this.exchange.completed();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// Not the peer's doing, and completed by the application or the container
	}

	@Override
	public void onError(AsyncEvent event) {
		this.exchange.failed();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// The exchange is told by the request
	}

}
