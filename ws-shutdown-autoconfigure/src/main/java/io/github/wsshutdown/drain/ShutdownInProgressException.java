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

package io.github.wsshutdown.drain;

/**
 * Says that the application has begun to end, so that no drain but that of its shutdown
 * is started, which is still to come.
 */
public final class ShutdownInProgressException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	ShutdownInProgressException(DrainRequest request) {
		super("The application is ending and will drain everything; a drain of " + request.scope()
				+ " cannot be started any more");
	}

}
