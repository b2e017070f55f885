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
 * The reason of a close within SockJS, where Spring puts it between double quotes as it
 * is. What would end the quotation is replaced and not escaped: the reason also goes into
 * a WebSocket close frame, which has no room for more.
 */
public final class SockJsReason {

	private SockJsReason() {
	}

	/**
	 * Returns a reason as it may stand within SockJS.
	 * @param reason the reason
	 * @return the reason with single quotes for double ones, and slashes for backslashes
	 */
	public static String of(String reason) {
		return reason.replace('"', '\'').replace('\\', '/');
	}

}
