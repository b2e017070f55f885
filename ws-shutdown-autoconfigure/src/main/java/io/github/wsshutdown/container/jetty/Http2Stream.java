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

package io.github.wsshutdown.container.jetty;

import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;

/**
 * Ends what is only one stream of an HTTP/2 connection (RFC 8441).
 */
final class Http2Stream {

	private Http2Stream() {
	}

	/**
	 * Resets the stream, which tells a peer that is still sending to stop. Jetty leaves a
	 * closed stream with the connection, does not read what comes on it, and so uses up
	 * the window that all the connection's streams share. Does nothing where the end
	 * point is another one.
	 * @param endPoint the end point
	 */
	static void reset(EndPoint endPoint) {
		if (endPoint.getTransport() instanceof Stream stream) {
			stream.reset(new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
		}
	}

	/**
	 * Resets the stream of an ordinary response, which fails a write that is blocked.
	 * @param connection the connection of all the streams
	 * @param id the number of the stream
	 */
	static void reset(Connection connection, String id) {
		if (connection instanceof HTTP2Connection http2) {
			Stream stream = http2.getSession().getStream(Integer.parseInt(id));
			if (stream != null) {
				stream.reset(new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
			}
		}
	}

}
