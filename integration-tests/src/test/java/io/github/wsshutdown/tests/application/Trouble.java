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

package io.github.wsshutdown.tests.application;

/**
 * What handlers do wrong: they throw, or they take their time.
 */
public final class Trouble {

	private final Holds holds;

	Trouble(Holds holds) {
		this.holds = holds;
	}

	/**
	 * Makes the trouble that a client has asked for in the query: {@code throw=} or
	 * {@code hold=}, and a callback. What is held is called as the callback is.
	 * @param callback the callback that is running: {@code open}, {@code message},
	 * {@code error} or {@code close}
	 * @param query the query of the handshake
	 */
	public void make(String callback, String query) {
		if (("throw=" + callback).equals(query)) {
			throw new DeliberateException();
		}
		if (("hold=" + callback).equals(query)) {
			this.holds.hold(callback);
		}
	}

}
