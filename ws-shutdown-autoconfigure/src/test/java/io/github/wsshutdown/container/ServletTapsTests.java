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

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServletTaps}.
 */
class ServletTapsTests {

	private final List<Object> handled = new ArrayList<>();

	private final ServletTaps taps = new ServletTaps(List.of(new ServletTap() {

		@Override
		public HttpServletRequest tap(HttpServletRequest request, Handshake handshake) {
			return new HttpServletRequestWrapper(request);
		}

		@Override
		public void handled(HttpServletRequest request, Handshake handshake) {
			ServletTapsTests.this.handled.add(request);
		}

	}));

	private final Handshake handshake = new Handshake(new StubAdmission("/chat"), "/chat");

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void servletRequestIsTapped() {
		assertThat(this.taps.tapNative(this.request, this.handshake)).isInstanceOf(HttpServletRequestWrapper.class);
		assertThat(this.taps.tapNative("another", this.handshake)).isEqualTo("another");
	}

	@Test
	void responseOrWireTellsOfTheUpgrade() {
		assertThat(isUpgrading()).isFalse();
		this.response.setStatus(101);
		assertThat(isUpgrading()).isTrue();
		this.response.setStatus(200);
		this.handshake.upgraded(new StubWire());
		assertThat(isUpgrading()).isTrue();
		assertThat(this.handled).containsOnly(this.request).hasSize(3);
	}

	@Test
	void responseThatIsOverTellsOfNoSessionToCome() {
		HttpServletResponse recycled = new HttpServletResponseWrapper(this.response) {

			@Override
			public int getStatus() {
				throw new IllegalStateException("recycled");
			}

		};
		assertThat(this.taps.isUpgrading(this.request, recycled, this.handshake)).isFalse();
		this.handshake.upgraded(new StubWire());
		assertThat(this.taps.isUpgrading(this.request, recycled, this.handshake)).isTrue();
	}

	private boolean isUpgrading() {
		return this.taps.isUpgrading(this.request, this.response, this.handshake);
	}

	@Test
	void otherServerIsLeftAlone() {
		assertThat(this.taps.isUpgrading("request", this.response, this.handshake)).isFalse();
		assertThat(this.taps.isUpgrading(this.request, "response", this.handshake)).isFalse();
		assertThat(this.handled).isEmpty();
	}

}
