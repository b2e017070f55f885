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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.ServletTap;
import io.github.wsshutdown.container.StubWire;
import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GateFilter}.
 */
@ExtendWith(OutputCaptureExtension.class)
class GateFilterTests {

	private final StubGate gate = new StubGate();

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/chat");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockFilterChain chain = new MockFilterChain();

	@BeforeEach
	void addKeyOfAHandshake() {
		this.request.addHeader("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
	}

	@Test
	void handshakeIsRefusedWhileDrainingAndNothingElseRuns() throws Exception {
		this.gate.refuse("/chat");
		filter().doFilter(handshake(), this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("5");
		assertThat(this.response.getHeader("Connection")).isEqualTo("close");
		assertThat(this.response.getContentAsString()).isEmpty();
		assertThat(this.chain.getRequest()).isNull();
		assertThat(this.request.getAttribute(Handshake.ATTRIBUTE)).isNull();
	}

	@Test
	void handshakeOverHttp2IsRefusedWhileDraining() throws Exception {
		this.gate.refuse("/chat");
		this.request.setMethod("CONNECT");
		this.request.addHeader("Sec-WebSocket-Version", "13");
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.chain.getRequest()).isNull();
	}

	@Test
	void tunnelThatIsNoWebSocketIsLeftAlone() throws Exception {
		this.gate.refuse("/chat");
		this.request.setMethod("CONNECT");
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.gate.asked).isEmpty();
	}

	@Test
	void sessionThatNobodyWillTrackIsToldOfOnce(CapturedOutput output) throws Exception {
		GateFilter filter = filter();
		this.response.setStatus(101);
		filter.doFilter(handshake(), this.response, new MockFilterChain());
		filter.doFilter(handshake(), this.response, new MockFilterChain());
		assertThat(output).containsOnlyOnce("at /chat, and any other that is not of a handler mapped by Spring");
	}

	@Test
	void sessionThatSomebodyHasClaimedIsNotToldOf(CapturedOutput output) throws Exception {
		this.response.setStatus(101);
		filter().doFilter(handshake(), this.response, GateFilterTests::claim);
		assertThat(output).isEmpty();
	}

	@Test
	void sessionThatTheContainerOffersIsNotToldOf(CapturedOutput output) throws Exception {
		ServletTap offering = new ServletTap() {

			@Override
			public HttpServletRequest tap(HttpServletRequest tapped, Handshake handshake) {
				return tapped;
			}

			@Override
			public boolean offersJakartaSessions() {
				return true;
			}

		};
		this.response.setStatus(101);
		filter(offering).doFilter(handshake(), this.response, this.chain);
		assertThat(output).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "PT1S, 1", "PT5S, 5", "PT0.001S, 1", "PT0.000000001S, 1", "PT1.000000001S, 2", "PT1.5S, 2",
			"PT4.999999999S, 5", "PT2M, 120" })
	void retryAfterIsRoundedUpToSeconds(Duration retryAfter, String seconds) {
		new Refusal(retryAfter).answer(this.response);
		assertThat(this.response.getHeader("Retry-After")).isEqualTo(seconds);
	}

	@Test
	void handshakePassesWithItsReservationWhileTheGateIsOpen() throws Exception {
		this.response.setStatus(101);
		filter().doFilter(handshake(), this.response, GateFilterTests::claim);
		assertThat(this.gate.asked).containsExactly("websocket /chat");
		assertThat(this.request.getAttribute(Handshake.ATTRIBUTE)).isInstanceOf(Handshake.class);
		assertThat(this.gate.admission().isReleased()).isFalse();
	}

	@Test
	void otherRequestPassesWhileDraining() throws Exception {
		this.gate.refuse("/chat");
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
		assertThat(this.gate.asked).isEmpty();
	}

	@Test
	void upgradeToSomethingElsePassesWhileDraining() throws Exception {
		this.gate.refuse("/chat");
		this.request.addHeader("Upgrade", "h2c");
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
		assertThat(this.gate.asked).isEmpty();
	}

	@Test
	void requestWithTheHeaderOfAnUpgradeAndNothingElseOfAHandshakePassesWhileDraining() throws Exception {
		this.gate.refuse("/chat");
		this.request.removeHeader("Sec-WebSocket-Key");
		filter().doFilter(handshake(), this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
		assertThat(this.gate.asked).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "WebSocket", "WEBSOCKET", "h2c, websocket", "websocket, h2c" })
	void handshakeIsKnownByOneOfTheTokensInWhateverCase(String upgrade) throws Exception {
		this.gate.refuse("/chat");
		this.request.addHeader("Upgrade", upgrade);
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(503);
	}

	@Test
	void handshakeIsKnownByOneOfSeveralHeaderLines() throws Exception {
		this.gate.refuse("/chat");
		this.request.addHeader("Upgrade", "h2c");
		this.request.addHeader("Upgrade", "websocket");
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(503);
	}

	@Test
	void gateIsAskedForThePathWithinTheApplication() throws Exception {
		this.request.setContextPath("/app");
		this.request.setRequestURI("/app/chat/7");
		filter().doFilter(handshake(), this.response, this.chain);
		assertThat(this.gate.asked).containsExactly("websocket /chat/7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/app/internal/feed", "/app/internal/a/b", "/app/internal/a;x=1/b" })
	void excludedPathWithinTheContextPathIsLeftAlone(String uri) throws Exception {
		excludedRequest(uri);
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.gate.asked).isEmpty();
		assertThat(this.request.getAttribute(Handshake.ATTRIBUTE)).isSameAs(GateFilter.EXCLUDED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/app/chat", "/app/app/internal/feed", "/app/internals" })
	void otherPathIsNotLeftAlone(String uri) throws Exception {
		excludedRequest(uri);
		assertThat(this.gate.asked).hasSize(1);
	}

	private void excludedRequest(String uri) throws Exception {
		PathPattern pattern = PathPatternParser.defaultInstance.parse("/internal/**");
		this.request.setContextPath("/app");
		this.request.setRequestURI(uri);
		new GateFilter(this.gate, new Refusal(Duration.ofSeconds(5)), List.of(), List.of(pattern)).doFilter(handshake(),
				this.response, this.chain);
		assertThat(this.chain.getRequest()).isNotNull();
	}

	@Test
	void reservationIsReleasedIfTheHandshakeComesToNothing() throws Exception {
		this.response.setStatus(403);
		filter().doFilter(handshake(), this.response, this.chain);
		assertThat(this.gate.admission().isReleased()).isTrue();
	}

	@Test
	void reservationIsReleasedIfTheChainFails() {
		FilterChain failing = (request, response) -> {
			throw new ServletException("expected by a test");
		};
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> filter().doFilter(handshake(), this.response, failing));
		assertThat(this.gate.admission().isReleased()).isTrue();
	}

	@Test
	void reservationIsReleasedIfATapFails() {
		ServletTap failing = (request, handshake) -> {
			throw new IllegalStateException("expected by a test");
		};
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> filter(failing).doFilter(handshake(), this.response, this.chain));
		assertThat(this.gate.admission().isReleased()).isTrue();
	}

	@Test
	void reservationIsKeptForAnUpgradedWireUntilThatEnds() throws Exception {
		StubWire wire = new StubWire();
		filter(upgrading(wire)).doFilter(handshake(), this.response, GateFilterTests::claim);
		assertThat(this.gate.admission().isReleased()).isFalse();
		wire.end(Outcome.PEER_GONE);
		assertThat(this.gate.admission().isReleased()).isTrue();
	}

	@Test
	void reservationIsNotKeptForASessionThatNobodyWillTrack() throws Exception {
		filter(upgrading(new StubWire())).doFilter(handshake(), this.response, this.chain);
		assertThat(this.gate.admission().isReleased()).isTrue();
	}

	@Test
	void reservationForThePatternIsReleasedToo() throws Exception {
		FilterChain guard = (request, response) -> {
			Handshake handshake = (Handshake) request.getAttribute(Handshake.ATTRIBUTE);
			handshake.at(this.gate.tryAdmit(Handshake.WEBSOCKET, "/{room}").orElseThrow(), "/{room}");
		};
		filter().doFilter(handshake(), this.response, guard);
		assertThat(this.gate.admissions).hasSize(2).allMatch((admission) -> admission.isReleased());
	}

	@Test
	void tapsWrapTheRequestInTheirOrder() throws Exception {
		List<String> order = new ArrayList<>();
		filter(naming("first", order), naming("second", order)).doFilter(handshake(), this.response, this.chain);
		assertThat(order).containsExactly("first", "second");
		assertThat(this.chain.getRequest()).isInstanceOf(HttpServletRequestWrapper.class);
		HttpServletRequestWrapper outer = (HttpServletRequestWrapper) this.chain.getRequest();
		assertThat(outer.getRequest()).isInstanceOf(HttpServletRequestWrapper.class);
	}

	@Test
	void requestThatIsNoHandshakeIsNotTapped() throws ServletException, IOException {
		List<String> order = new ArrayList<>();
		filter(naming("first", order)).doFilter(this.request, this.response, this.chain);
		assertThat(order).isEmpty();
	}

	private static void claim(ServletRequest request, ServletResponse response) {
		((Handshake) request.getAttribute(Handshake.ATTRIBUTE)).claim();
	}

	private MockHttpServletRequest handshake() {
		this.request.addHeader("Upgrade", "websocket");
		return this.request;
	}

	private GateFilter filter(ServletTap... taps) {
		return new GateFilter(this.gate, new Refusal(Duration.ofSeconds(5)), Arrays.asList(taps), List.of());
	}

	private static ServletTap upgrading(StubWire wire) {
		return (request, handshake) -> {
			handshake.upgraded(wire);
			return request;
		};
	}

	private static ServletTap naming(String name, List<String> order) {
		return (HttpServletRequest request, Handshake handshake) -> {
			order.add(name);
			return new HttpServletRequestWrapper(request);
		};
	}

}
