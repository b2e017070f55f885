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

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.StubAdmission;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandshakeExemption}.
 */
class HandshakeExemptionTests {

	private final HandshakeExemption exemption = new HandshakeExemption();

	private final MockHttpServletRequest servletRequest = new MockHttpServletRequest("GET", "/chat");

	private final ServerHttpRequest request = new ServletServerHttpRequest(this.servletRequest);

	private final ServerHttpResponse response = new ServletServerHttpResponse(new MockHttpServletResponse());

	private final WebSocketHandler handler = new TextWebSocketHandler();

	private final Map<String, Object> attributes = new HashMap<>();

	@Test
	void handshakeIsNeitherWaitedForNorOfferedToAnybody() {
		StubAdmission admission = new StubAdmission("/chat");
		Handshake handshake = new Handshake(admission, "/chat");
		this.servletRequest.setAttribute(Handshake.ATTRIBUTE, handshake);
		assertThat(this.exemption.beforeHandshake(this.request, this.response, this.handler, this.attributes)).isTrue();
		this.exemption.afterHandshake(this.request, this.response, this.handler, null);
		assertThat(admission.isReleased()).isTrue();
		assertThat(handshake.isClaimed()).isTrue();
		assertThat(this.attributes).isEmpty();
	}

	@Test
	void handshakeThatDidNotPassTheGateGoesOn() {
		assertThat(this.exemption.beforeHandshake(this.request, this.response, this.handler, this.attributes)).isTrue();
		assertThat(this.attributes).isEmpty();
	}

}
