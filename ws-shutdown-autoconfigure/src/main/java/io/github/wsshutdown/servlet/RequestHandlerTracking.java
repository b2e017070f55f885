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

package io.github.wsshutdown.servlet;

/**
 * Puts tracked request handlers in the place of those of one kind.
 */
public interface RequestHandlerTracking {

	/**
	 * Tells whether a handler is one of this kind that is not tracked yet. Asked of every
	 * bean, so it looks at nothing but the type and obtains no bean.
	 * @param handler a request handler, or anything else
	 * @return whether {@link #track} is for it
	 */
	boolean isFor(Object handler);

	/**
	 * Makes a tracked request handler.
	 * @param handler the original
	 * @param place where it was found, for a warning
	 * @return the handler to use instead, or the original where it has to be left as it
	 * is, which is warned of
	 */
	Object track(Object handler, String place);

	/**
	 * Sees to it that nobody else tracks the sessions of a handler either.
	 * @param handler the original, which goes on being used
	 */
	void exempt(Object handler);

}
