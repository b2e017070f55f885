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

/**
 * What a container gives to write a response to. To be used under the lock of the stream.
 */
interface Sink {

	/**
	 * Returns whether it may be written to without the container's permission to come.
	 */
	boolean isReady();

	/**
	 * Returns whether a write does not block, so that it depends on {@link #isReady()}.
	 */
	boolean isNonBlocking();

	void write(byte[] bytes) throws IOException;

	void flush() throws IOException;

}
