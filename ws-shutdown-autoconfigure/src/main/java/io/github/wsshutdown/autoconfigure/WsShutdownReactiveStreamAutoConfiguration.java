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

import io.undertow.server.HttpServerExchange;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.DispatcherHandler;
import reactor.netty.http.server.HttpServerResponse;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.ExchangeTap;
import io.github.wsshutdown.container.netty.NettyExchangeTap;
import io.github.wsshutdown.container.undertow.UndertowExchangeTap;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.event.StreamSettings;
import io.github.wsshutdown.reactive.GateWebFilter;
import io.github.wsshutdown.reactive.Refusal;
import io.github.wsshutdown.reactive.stream.StreamTracker;
import io.github.wsshutdown.reactive.stream.StreamWebFilter;

/**
 * Auto-configuration for server-sent events and other streams on the reactive stack.
 */
@AutoConfiguration(after = WsShutdownReactiveAutoConfiguration.class)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnBean(value = { GateWebFilter.class, StreamSettings.class }, search = SearchStrategy.CURRENT)
public final class WsShutdownReactiveStreamAutoConfiguration {

	@Bean
	StreamWebFilter wsShutdownStreamWebFilter(ConnectionRegistry registry, Timer timer, CloseLanes lanes,
			StreamSettings settings, Refusal refusal, ObjectProvider<ExchangeTap> taps,
			WsShutdownProperties properties) {
		return new StreamWebFilter(new StreamTracker(registry, registry.clock(), timer, lanes, settings, refusal,
				taps.orderedStream().toList()), ExcludedPaths.parse(properties.getExcludePaths()));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpServerResponse.class)
	static class NettyConfiguration {

		@Bean
		NettyExchangeTap wsShutdownNettyExchangeTap() {
			return new NettyExchangeTap();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpServerExchange.class)
	static class UndertowConfiguration {

		@Bean
		UndertowExchangeTap wsShutdownUndertowExchangeTap() {
			return new UndertowExchangeTap();
		}

	}

}
