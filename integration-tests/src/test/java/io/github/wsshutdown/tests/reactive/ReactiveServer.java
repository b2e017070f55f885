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

package io.github.wsshutdown.tests.reactive;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.JettyRequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.StandardWebSocketUpgradeStrategy;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Has WebFlux run on the server that this module is for, also where Reactor Netty is
 * there for its clients.
 */
@Configuration(proxyBeanMethods = false)
@Import(ReactiveServer.FactoryRegistrar.class)
public class ReactiveServer implements WebFluxConfigurer {

	/**
	 * Tells whether this module is for Reactor Netty.
	 * @return whether there is no other server
	 */
	public static boolean isNetty() {
		return container().isEmpty();
	}

	private static Optional<String> container() {
		if (ClassUtils.isPresent("org.apache.catalina.startup.Tomcat", null)) {
			return Optional.of("Tomcat");
		}
		if (ClassUtils.isPresent("org.eclipse.jetty.server.Server", null)) {
			return Optional.of("Jetty");
		}
		return Optional.of("Undertow").filter((name) -> ClassUtils.isPresent("io.undertow.Undertow", null));
	}

	/**
	 * Does not wait for another two seconds whenever a server is stopped.
	 */
	@Bean
	ReactorResourceFactory reactorResourceFactory() {
		ReactorResourceFactory factory = new ReactorResourceFactory();
		factory.setShutdownQuietPeriod(Duration.ZERO);
		return factory;
	}

	@Override
	public WebSocketService getWebSocketService() {
		return new HandshakeWebSocketService(upgradeStrategy());
	}

	private static RequestUpgradeStrategy upgradeStrategy() {
		return switch (container().orElse("Netty")) {
			case "Tomcat" -> new StandardWebSocketUpgradeStrategy();
			case "Jetty" -> new JettyRequestUpgradeStrategy();
			case "Undertow" -> (RequestUpgradeStrategy) create(
					"org.springframework.web.reactive.socket.server.upgrade.UndertowRequestUpgradeStrategy");
			default -> new ReactorNettyRequestUpgradeStrategy(() -> WebsocketServerSpec.builder().compress(true));
		};
	}

	private static Object create(String type) {
		return BeanUtils.instantiateClass(ClassUtils.resolveClassName(type, null));
	}

	/**
	 * Chooses the server on Spring Boot 3.5, which would choose Reactor Netty.
	 */
	static final class FactoryRegistrar implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			container().stream()
				.flatMap((name) -> Stream.of("org.springframework.boot.web.embedded." + name.toLowerCase() + "." + name
						+ "ReactiveWebServerFactory"))
				.filter((type) -> ClassUtils.isPresent(type, null))
				.forEach((type) -> registry.registerBeanDefinition("reactiveWebServerFactory",
						new RootBeanDefinition(ClassUtils.resolveClassName(type, null))));
		}

	}

}
