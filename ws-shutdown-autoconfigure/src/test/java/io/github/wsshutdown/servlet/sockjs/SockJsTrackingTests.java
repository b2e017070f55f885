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

package io.github.wsshutdown.servlet.sockjs;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;
import org.springframework.web.socket.sockjs.SockJsService;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.servlet.HandshakeExemption;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SockJsTracking}, and for {@link SockJsGuard} where it is about
 * WebSockets.
 */
@ExtendWith(OutputCaptureExtension.class)
class SockJsTrackingTests {

	private final SockJsEndpoint endpoint = new SockJsEndpoint();

	@AfterEach
	void close() {
		this.endpoint.close();
	}

	@Test
	void isForRequestHandlersThatAreNotTracked() {
		assertThat(this.endpoint.tracking.isFor(this.endpoint.original)).isTrue();
		assertThat(this.endpoint.tracking.isFor(track(this.endpoint.original))).isFalse();
		assertThat(this.endpoint.tracking.isFor("anything")).isFalse();
	}

	@Test
	void handlersOfOneServiceShareItsGuardWhichComesFirst() {
		this.endpoint.service.setHandshakeInterceptors(List.of(new HttpSessionHandshakeInterceptor()));
		track(this.endpoint.original);
		SockJsHttpRequestHandler second = (SockJsHttpRequestHandler) track(this.endpoint.original);
		assertThat(second.getSockJsService()).isSameAs(this.endpoint.service);
		assertThat(this.endpoint.service.getHandshakeInterceptors()).hasSize(2).first().isInstanceOf(SockJsGuard.class);
	}

	@Test
	void trackedHandlerMayBeProxied() {
		ProxyFactory factory = new ProxyFactory(track(this.endpoint.original));
		factory.setProxyTargetClass(true);
		assertThat(this.endpoint.tracking.isFor(factory.getProxy())).isFalse();
	}

	@Test
	void subclassIsLeftAsItIs(CapturedOutput output) {
		SockJsHttpRequestHandler own = new OwnRequestHandler(this.endpoint.service);
		assertThat(track(own)).isSameAs(own);
		assertThat(output).contains("SockJS sessions of 'chat' at /chat are known to drains only if")
			.contains("OwnRequestHandler is not exactly SockJsHttpRequestHandler");
	}

	@Test
	void handlerOfAnUnknownServiceIsLeftAsItIs(CapturedOutput output) {
		SockJsService service = (request, response, path, handler) -> {
		};
		SockJsHttpRequestHandler unknown = new SockJsHttpRequestHandler(service, new TextWebSocketHandler());
		assertThat(track(unknown)).isSameAs(unknown);
		assertThat(output).contains("is not a TransportHandlingSockJsService and is left as it is");
		this.endpoint.tracking.exempt(unknown);
	}

	@Test
	void exemptHandlersSessionsAreTrackedByNobody() {
		this.endpoint.tracking.exempt(this.endpoint.original);
		List<HandshakeInterceptor> interceptors = this.endpoint.service.getHandshakeInterceptors();
		assertThat(interceptors).first().isInstanceOf(HandshakeExemption.class);
	}

	@Test
	void heartbeatsGoOnWhenTheContextBeginsToClose() {
		StaticApplicationContext context = new StaticApplicationContext();
		this.endpoint.scheduler.setApplicationContext(context);
		this.endpoint.scheduler.onApplicationEvent(new ContextClosedEvent(context));
		assertThat(this.endpoint.scheduler.getScheduledExecutor().isShutdown()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "/websocket", "/000/1/websocket" })
	void webSocketIsGuardedAsAnyOther(String path) throws Exception {
		this.endpoint.draining = true;
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/chat" + path);
		request.setAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE, path);
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/chat/**");
		MockHttpServletResponse response = this.endpoint.request(request, new MockHttpServletResponse());
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(this.endpoint.events).containsExactly("websocket at /chat");
	}

	@ParameterizedTest
	@CsvSource({ "/info, GET, 200", "/000/1/unknown, POST, 404", "/000/1/xhr, GET, 405" })
	void otherRequestsAreSprings(String path, String method, int status) throws Exception {
		this.endpoint.draining = true;
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/chat" + path);
		request.setAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE, path);
		assertThat(this.endpoint.request(request, new MockHttpServletResponse()).getStatus()).isEqualTo(status);
		assertThat(this.endpoint.events).isEmpty();
		assertThat(request.getAttribute(Handshake.ATTRIBUTE)).isNull();
	}

	private Object track(Object handler) {
		return this.endpoint.tracking.track(handler, "'chat' at /chat");
	}

	private static final class OwnRequestHandler extends SockJsHttpRequestHandler {

		OwnRequestHandler(SockJsService service) {
			super(service, new TextWebSocketHandler());
		}

	}

}
