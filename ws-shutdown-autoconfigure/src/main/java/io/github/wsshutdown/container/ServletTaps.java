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

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Takes hold of handshakes on servlet containers, beyond any filter.
 */
public final class ServletTaps implements NativeTap {

	private final List<ServletTap> taps;

	/**
	 * Creates the tap.
	 * @param taps the taps of the containers
	 */
	public ServletTaps(List<ServletTap> taps) {
		this.taps = List.copyOf(taps);
	}

	@Override
	public Object tapNative(Object nativeRequest, Handshake handshake) {
		if (!(nativeRequest instanceof HttpServletRequest request)) {
			return nativeRequest;
		}
		HttpServletRequest tapped = request;
		for (ServletTap tap : this.taps) {
			tapped = tap.tap(tapped, handshake);
		}
		return tapped;
	}

	@Override
	public boolean isUpgrading(Object nativeRequest, Object nativeResponse, Handshake handshake) {
		if (!(nativeRequest instanceof HttpServletRequest request)
				|| !(nativeResponse instanceof HttpServletResponse response)) {
			return false;
		}
		this.taps.forEach((tap) -> tap.handled(request, handshake));
		return isUpgraded(response, handshake);
	}

	/**
	 * Tells whether there will be a session. Over HTTP/2 the status does not say so.
	 * @param response the response to a handshake that the application is done with
	 * @param handshake the handshake
	 * @return whether the container has upgraded the connection
	 */
	public static boolean isUpgraded(HttpServletResponse response, Handshake handshake) {
		return handshake.wire() != null || isSwitchingProtocols(response);
	}

	/**
	 * Where the application is done on another thread than the request's, the response
	 * may be over, and Tomcat says so: then there was a session, or will be none.
	 */
	private static boolean isSwitchingProtocols(HttpServletResponse response) {
		try {
			return response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

}
