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

package io.github.wsshutdown.autoconfigure;

import io.undertow.websockets.jsr.UndertowSession;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.webflux.GraphQlWebSocketHandler;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import reactor.netty.http.server.HttpServerResponse;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.NativeTap;
import io.github.wsshutdown.container.ServletTap;
import io.github.wsshutdown.container.ServletTaps;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.jetty.JettyTap;
import io.github.wsshutdown.container.netty.NettyTap;
import io.github.wsshutdown.container.tomcat.TomcatTap;
import io.github.wsshutdown.container.undertow.UndertowTap;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.reactive.CountedHandlers;
import io.github.wsshutdown.reactive.GateWebFilter;
import io.github.wsshutdown.reactive.GraphQlOperations;
import io.github.wsshutdown.reactive.HandlerAdapterPostProcessor;
import io.github.wsshutdown.reactive.Refusal;
import io.github.wsshutdown.reactive.SessionTracker;
import io.github.wsshutdown.reactive.UndrainedRSockets;
import io.github.wsshutdown.reactive.WebSocketTracking;

/**
 * Auto-configuration for WebSocket handlers on the reactive stack.
 */
@AutoConfiguration(after = WsShutdownAutoConfiguration.class)
@ConditionalOnClass(WebSocketHandlerAdapter.class)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnBean(value = ConnectionRegistry.class, search = SearchStrategy.CURRENT)
public final class WsShutdownReactiveAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	CloseLanes wsShutdownCloseLanes(Timer timer) {
		return CloseLanesFactory.create(timer);
	}

	@Bean
	Refusal wsShutdownRefusal(WsShutdownProperties properties) {
		return new Refusal(RefusalFactory.validated(properties.getRetryAfter()));
	}

	@Bean
	GateWebFilter wsShutdownGateWebFilter(Gate gate, Refusal refusal, ObjectProvider<NativeTap> taps,
			WsShutdownProperties properties) {
		return new GateWebFilter(gate, refusal, taps.orderedStream().toList(),
				ExcludedPaths.parse(properties.getExcludePaths()));
	}

	@Bean
	WebSocketTracking wsShutdownWebSocketTracking(ConnectionRegistry registry, Refusal refusal, Timer timer,
			CloseLanes lanes, ObjectProvider<SessionTap> taps, ObjectProvider<CountedHandlers> counted) {
		return new WebSocketTracking(registry, refusal, new SessionTracker(registry.clock(), timer, lanes,
				taps.orderedStream().toList(), counted.orderedStream().toList()));
	}

	@Bean
	static HandlerAdapterPostProcessor wsShutdownHandlerAdapterPostProcessor(
			ObjectProvider<WebSocketTracking> tracking) {
		return new HandlerAdapterPostProcessor((service) -> tracking.getObject().track(service));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpServerResponse.class)
	static class NettyConfiguration {

		@Bean
		NettyTap wsShutdownNettyTap() {
			return new NettyTap();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpServletRequest.class)
	static class ServletConfiguration {

		@Bean
		ServletTaps wsShutdownServletTaps(ObjectProvider<ServletTap> taps) {
			return new ServletTaps(taps.orderedStream().toList());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WsHttpUpgradeHandler.class)
	@ImportRuntimeHints(TomcatRuntimeHints.class)
	static class TomcatConfiguration {

		@Bean
		TomcatTap wsShutdownTomcatTap() {
			return new TomcatTap(null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(UndertowSession.class)
	static class UndertowConfiguration {

		@Bean
		UndertowTap wsShutdownUndertowTap(Timer timer) {
			return new UndertowTap(timer, () -> null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpStream.class, WebSocketSession.class, WebSocketConnection.class })
	static class JettyConfiguration {

		@Bean
		JettyTap wsShutdownJettyTap(Timer timer) {
			return new JettyTap(timer, () -> null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebGraphQlInterceptor.class, GraphQlWebSocketHandler.class })
	static class GraphQlConfiguration {

		@Bean
		GraphQlOperations wsShutdownGraphQlOperations() {
			return new GraphQlOperations();
		}

	}

	/**
	 * Says it too where there is a port for RSocket: not all releases of Spring Boot
	 * leave the web server alone then.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "io.rsocket.core.RSocketServer")
	@ConditionalOnProperty("spring.rsocket.server.mapping-path")
	@ConditionalOnProperty(name = "spring.rsocket.server.transport", havingValue = "websocket")
	static class RSocketConfiguration {

		@Bean
		@Lazy(false)
		UndrainedRSockets wsShutdownUndrainedRSockets(
				@Value("${spring.rsocket.server.mapping-path}") String mappingPath) {
			return new UndrainedRSockets(mappingPath);
		}

	}

}
