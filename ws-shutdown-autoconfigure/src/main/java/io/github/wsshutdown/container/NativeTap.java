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

/**
 * Takes hold of the connection that a WebSocket handshake turns into, on a server whose
 * sessions open after the handshake's exchange, for who knows nothing but the server's
 * own request; a bean.
 */
public interface NativeTap {

	/**
	 * Takes hold of a handshake.
	 * @param nativeRequest the server's request
	 * @param handshake is given the wire, or is released once the server has opened the
	 * session, or failed to; never told anything by a server that this tap does not know
	 * @return the request to go on with
	 */
	Object tapNative(Object nativeRequest, Handshake handshake);

	/**
	 * Is told that the application is done with a handshake, or has failed.
	 * @param nativeRequest the request, as it was before
	 * @param nativeResponse the server's response
	 * @param handshake the same as before
	 * @return whether a session is going to open
	 */
	boolean isUpgrading(Object nativeRequest, Object nativeResponse, Handshake handshake);

}
