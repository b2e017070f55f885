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

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.StubAdmission;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandshakeGuard}.
 */
class HandshakeGuardTests {

	private final StubGate gate = new StubGate();

	private final HandshakeGuard guard = new HandshakeGuard(this.gate, new Refusal(Duration.ofSeconds(5)));

	private final MockHttpServletRequest servletRequest = new MockHttpServletRequest("GET", "/rooms/7");

	private final MockHttpServletResponse servletResponse = new MockHttpServletResponse();

	private final ServerHttpRequest request = new ServletServerHttpRequest(this.servletRequest);

	private final ServletServerHttpResponse response = new ServletServerHttpResponse(this.servletResponse);

	private final WebSocketHandler handler = new TextWebSocketHandler();

	private final Map<String, Object> attributes = new HashMap<>();

	private final StubAdmission forPath = new StubAdmission("/rooms/7");

	private final Handshake handshake = new Handshake(this.forPath, "/rooms/7");

	@Test
	void handshakeIsRefusedIfTheGateIsClosedForThePatternOnly() {
		mapped("/rooms/{id}", this.handshake);
		this.gate.refuse("/rooms/{id}");
		assertThat(before()).isFalse();
		assertThat(this.servletResponse.getStatus()).isEqualTo(503);
		assertThat(this.servletResponse.getHeader("Retry-After")).isEqualTo("5");
		assertThat(this.servletResponse.getHeader("Connection")).isEqualTo("close");
		assertThat(this.attributes).isEmpty();
	}

	@Test
	void handshakeIsNotRefusedIfTheGateIsClosedForAnotherPattern() {
		mapped("/rooms/{id}", this.handshake);
		this.gate.refuse("/feed");
		assertThat(before()).isTrue();
		assertThat(this.servletResponse.getStatus()).isEqualTo(200);
	}

	@Test
	void handshakeIsHandedOnToTheSessionWithItsPattern() {
		mapped("/rooms/{id}", this.handshake);
		assertThat(before()).isTrue();
		assertThat(this.attributes).containsOnly(Map.entry(Handshake.ATTRIBUTE, this.handshake));
		assertThat(this.handshake.endpoint()).isEqualTo("/rooms/{id}");
		assertThat(this.handshake.isMapped()).isTrue();
		assertThat(this.forPath.isReleased()).isTrue();
		assertThat(this.gate.admission().isReleased()).isFalse();
	}

	@Test
	void handshakeThatTheFilterDidNotSeeIsReservedHere() {
		mapped("/rooms/{id}", null);
		assertThat(before()).isTrue();
		assertThat(this.attributes.get(Handshake.ATTRIBUTE)).isInstanceOfSatisfying(Handshake.class,
				(made) -> assertThat(made.endpoint()).isEqualTo("/rooms/{id}"));
		assertThat(this.servletRequest.getAttribute(Handshake.ATTRIBUTE))
			.isSameAs(this.attributes.get(Handshake.ATTRIBUTE));
	}

	@Test
	void pathStandsInForAPatternThatIsNotKnown() {
		mapped(null, this.handshake);
		assertThat(before()).isTrue();
		assertThat(this.gate.asked).containsExactly("websocket /rooms/7");
		assertThat(this.handshake.isMapped()).isFalse();
	}

	@Test
	void pathThatStandsInForAPatternIsTheOneWithinTheApplication() {
		mapped(null, this.handshake);
		this.servletRequest.setContextPath("/app");
		this.servletRequest.setRequestURI("/app/rooms/7");
		assertThat(before()).isTrue();
		assertThat(this.gate.asked).containsExactly("websocket /rooms/7");
	}

	@Test
	void excludedHandshakePassesAClosedGateAndIsNotTracked() {
		this.gate.refuse("/rooms/{id}");
		mapped("/rooms/{id}", GateFilter.EXCLUDED);
		assertThat(before()).isTrue();
		assertThat(this.attributes).isEmpty();
		assertThat(this.gate.asked).isEmpty();
	}

	@Test
	void failedHandshakeIsReleased() {
		mapped("/rooms/{id}", this.handshake);
		before();
		this.guard.afterHandshake(this.request, this.response, this.handler, new IllegalStateException());
		assertThat(this.gate.admission().isReleased()).isTrue();
	}

	@Test
	void successfulHandshakeIsNotReleased() {
		mapped("/rooms/{id}", this.handshake);
		before();
		this.guard.afterHandshake(this.request, this.response, this.handler, null);
		assertThat(this.gate.admission().isReleased()).isFalse();
	}

	@Test
	void failureOfAnExcludedHandshakeIsHarmless() {
		mapped("/rooms/{id}", GateFilter.EXCLUDED);
		this.guard.afterHandshake(this.request, this.response, this.handler, new IllegalStateException());
		assertThat(this.gate.asked).isEmpty();
	}

	private void mapped(String pattern, Object attribute) {
		this.servletRequest.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
		this.servletRequest.setAttribute(Handshake.ATTRIBUTE, attribute);
	}

	private boolean before() {
		return this.guard.beforeHandshake(this.request, this.response, this.handler, this.attributes);
	}

}
