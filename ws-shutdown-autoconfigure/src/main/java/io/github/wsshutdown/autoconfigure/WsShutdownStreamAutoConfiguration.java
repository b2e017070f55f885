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

import java.time.Duration;

import io.undertow.servlet.spec.HttpServletRequestImpl;
import jakarta.servlet.Filter;
import org.apache.catalina.connector.RequestFacade;
import org.eclipse.jetty.server.Request;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.pattern.PathPattern;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.ResponseTap;
import io.github.wsshutdown.container.jetty.JettyResponseTap;
import io.github.wsshutdown.container.tomcat.TomcatResponseTap;
import io.github.wsshutdown.container.undertow.UndertowResponseTap;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.event.StreamSettings;
import io.github.wsshutdown.stream.StreamFilter;
import io.github.wsshutdown.stream.StreamRefusal;
import io.github.wsshutdown.stream.StreamTracking;

/**
 * Auto-configuration for server-sent events and other streams on the servlet stack, with
 * or without WebSockets.
 */
@AutoConfiguration(after = WsShutdownGateAutoConfiguration.class)
@ConditionalOnClass({ Filter.class, PathPattern.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(value = { ConnectionRegistry.class, StreamSettings.class }, search = SearchStrategy.CURRENT)
public final class WsShutdownStreamAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	CloseLanes wsShutdownCloseLanes(Timer timer) {
		return CloseLanesFactory.create(timer);
	}

	@Bean
	StreamFilterRegistration wsShutdownStreamFilter(ConnectionRegistry registry, StreamSettings settings,
			CloseLanes lanes, ObjectProvider<ResponseTap> taps, WsShutdownProperties properties) {
		StreamTracking tracking = new StreamTracking(registry, settings, registry.clock(), lanes,
				taps.orderedStream().toList());
		Duration retryAfter = RefusalFactory.validated(properties.getRetryAfter());
		return new StreamFilterRegistration(new StreamFilter(tracking, new StreamRefusal(retryAfter, settings),
				ExcludedPaths.parse(properties.getExcludePaths())));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RequestFacade.class)
	static class TomcatConfiguration {

		@Bean
		TomcatResponseTap wsShutdownTomcatResponseTap() {
			return new TomcatResponseTap();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Request.class)
	static class JettyConfiguration {

		@Bean
		JettyResponseTap wsShutdownJettyResponseTap() {
			return new JettyResponseTap();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpServletRequestImpl.class)
	static class UndertowConfiguration {

		@Bean
		UndertowResponseTap wsShutdownUndertowResponseTap() {
			return new UndertowResponseTap();
		}

	}

}
