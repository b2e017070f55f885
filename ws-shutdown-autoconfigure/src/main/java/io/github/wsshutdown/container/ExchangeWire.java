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

package io.github.wsshutdown.container;

import java.util.concurrent.CompletionStage;

/**
 * The transport below one HTTP exchange, as its server sees it. Thread-safe.
 */
public interface ExchangeWire {

	/**
	 * Returns when the exchange is over.
	 * @return a stage that completes once, normally, when the last of the response is
	 * written or the transport is gone
	 */
	CompletionStage<Void> ended();

	/**
	 * Ends the transport of this exchange and no other: over HTTP/2, its stream. Never
	 * blocks, idempotent.
	 */
	void cut();

}
