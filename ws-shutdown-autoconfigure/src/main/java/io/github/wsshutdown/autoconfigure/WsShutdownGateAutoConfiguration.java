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
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.web.util.pattern.PathPattern;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.container.ServletTap;
import io.github.wsshutdown.container.jetty.JettyEndpoints;
import io.github.wsshutdown.container.jetty.JettyTap;
import io.github.wsshutdown.container.tomcat.TomcatTap;
import io.github.wsshutdown.container.undertow.UndertowEndpoints;
import io.github.wsshutdown.container.undertow.UndertowTap;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.servlet.GateFilter;
import io.github.wsshutdown.servlet.Refusal;

/**
 * Auto-configuration for what every WebSocket of a servlet application needs, whatever
 * API serves it: the gate, the containers' taps, and the lanes for closes.
 */
@AutoConfiguration(after = WsShutdownAutoConfiguration.class)
@ConditionalOnClass({ Filter.class, PathPattern.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(value = ConnectionRegistry.class, search = SearchStrategy.CURRENT)
@Conditional(WsShutdownGateAutoConfiguration.OnWebSocket.class)
public final class WsShutdownGateAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	CloseLanes wsShutdownCloseLanes(Timer timer) {
		return CloseLanesFactory.create(timer);
	}

	@Bean
	Refusal wsShutdownRefusal(WsShutdownProperties properties) {
		return RefusalFactory.create(properties.getRetryAfter());
	}

	@Bean
	GateFilterRegistration wsShutdownGateFilter(Gate gate, Refusal refusal, ObjectProvider<ServletTap> taps,
			WsShutdownProperties properties) {
		return new GateFilterRegistration(new GateFilter(gate, refusal, taps.orderedStream().toList(),
				ExcludedPaths.parse(properties.getExcludePaths())));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WsHttpUpgradeHandler.class)
	@ImportRuntimeHints(TomcatRuntimeHints.class)
	static class TomcatConfiguration {

		@Bean
		TomcatTap wsShutdownTomcatTap(ObjectProvider<JakartaSessions> jakartaSessions) {
			return new TomcatTap(jakartaSessions.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(UndertowSession.class)
	static class UndertowConfiguration {

		@Bean
		UndertowTap wsShutdownUndertowTap(Timer timer, ObjectProvider<JakartaSessions> jakartaSessions) {
			return new UndertowTap(timer, jakartaSessions::getIfAvailable);
		}

		@Bean
		UndertowEndpoints wsShutdownUndertowEndpoints(UndertowTap tap, ServletContext servletContext) {
			return new UndertowEndpoints(tap, servletContext);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HttpStream.class, WebSocketSession.class, WebSocketConnection.class })
	static class JettyConfiguration {

		@Bean
		JettyTap wsShutdownJettyTap(Timer timer, ObjectProvider<JakartaSessions> jakartaSessions) {
			return new JettyTap(timer, jakartaSessions::getIfAvailable);
		}

		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(ServerContainer.class)
		static class EndpointConfiguration {

			@Bean
			JettyEndpoints wsShutdownJettyEndpoints(JettyTap tap, ObjectProvider<JakartaSessions> jakartaSessions,
					ServletContext servletContext) {
				return new JettyEndpoints(tap, jakartaSessions::getIfAvailable, servletContext);
			}

		}

	}

	/**
	 * Either API, or both.
	 */
	static final class OnWebSocket extends AnyNestedCondition {

		OnWebSocket() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnClass(name = "org.springframework.web.socket.WebSocketHandler")
		static final class SpringWebSocket {

		}

		@ConditionalOnClass(name = "jakarta.websocket.server.ServerContainer")
		static final class JakartaWebSocket {

		}

	}

}
