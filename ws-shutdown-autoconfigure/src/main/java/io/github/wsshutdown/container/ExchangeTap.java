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

import org.jspecify.annotations.Nullable;

/**
 * Takes hold of the transport below an HTTP exchange of the reactive stack; a bean.
 */
@FunctionalInterface
public interface ExchangeTap {

	/**
	 * Finds the wire of an exchange. Called at most once for each, before anything of the
	 * response is written.
	 * @param nativeRequest the server's request
	 * @return the wire, or {@code null} if this is not a request of the server that this
	 * tap knows, or the tap has no better end of an exchange than Spring
	 */
	@Nullable ExchangeWire wireOf(Object nativeRequest);

}
