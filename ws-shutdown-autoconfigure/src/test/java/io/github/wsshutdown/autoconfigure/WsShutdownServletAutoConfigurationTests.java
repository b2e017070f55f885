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

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.undertow.websockets.jsr.UndertowSession;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.eclipse.jetty.server.HttpStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletConfig;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.JakartaSessions;
import io.github.wsshutdown.container.ServletTap;
import io.github.wsshutdown.container.SessionTap;
import io.github.wsshutdown.container.jetty.JettyTap;
import io.github.wsshutdown.container.tomcat.TomcatTap;
import io.github.wsshutdown.container.undertow.UndertowTap;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.drain.Timer;
import io.github.wsshutdown.servlet.HandlerDecorator;
import io.github.wsshutdown.servlet.HandlerMappingPostProcessor;
import io.github.wsshutdown.servlet.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownServletAutoConfiguration}.
 */
class WsShutdownServletAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			WsShutdownAutoConfiguration.class, WsShutdownGateAutoConfiguration.class,
			WsShutdownJakartaAutoConfiguration.class, WsShutdownServletAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void everyPartIsSetUp() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(CloseLanes.class)
			.hasSingleBean(HandlerDecorator.class)
			.hasSingleBean(HandlerMappingPostProcessor.class)
			.hasSingleBean(GateFilterRegistration.class)
			.hasSingleBean(JakartaSessions.class)
			.hasSingleBean(TomcatTap.class));
	}

	@Test
	void handlersAreNotTrackedWithoutSpringWebSocket() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.web.socket"))
			.run(this::assertOnlyTheGate);
	}

	@Test
	void handlersAreNotTrackedWithoutSpringWebMvc() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SimpleUrlHandlerMapping.class))
			.run(this::assertOnlyTheGate);
	}

	@Test
	void nothingIsSetUpWithoutAnyWebSocketApi() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("org.springframework.web.socket", "jakarta.websocket"))
			.run(this::assertOnlyTheCore);
	}

	@Test
	void nothingIsSetUpInAReactiveApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS).run(this::assertOnlyTheCore);
	}

	@Test
	void nothingIsSetUpInAnApplicationWithoutWeb() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS).run(this::assertOnlyTheCore);
	}

	@Test
	void coreIsSetUpWithoutAnyServletClasses() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web", "org.apache"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).hasSingleBean(ConnectionDrainer.class);
			});
	}

	@Test
	void everythingButTheTapsIsSetUpWithoutAKnownContainer() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("org.apache.tomcat", "org.apache.coyote", "org.apache.catalina",
					"io.undertow", "org.xnio", "org.eclipse.jetty"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).hasSingleBean(HandlerDecorator.class)
					.hasSingleBean(GateFilterRegistration.class)
					.doesNotHaveBean(ServletTap.class)
					.doesNotHaveBean(SessionTap.class);
			});
	}

	@Test
	void everythingButTheTapIsSetUpWithoutTomcatsWebSocketModule() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(WsHttpUpgradeHandler.class))
			.run((context) -> assertThat(context).hasSingleBean(HandlerDecorator.class)
				.doesNotHaveBean(TomcatTap.class));
	}

	@Test
	void undertowIsTappedIfItIsThere() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(UndertowTap.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader(UndertowSession.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(UndertowTap.class));
	}

	@Test
	void jettyIsTappedIfItsServerIsThere() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(JettyTap.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader(HttpStream.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(JettyTap.class));
	}

	@Test
	void beansOfTheApplicationReplaceTheDefaults() {
		this.contextRunner.withUserConfiguration(ReplacingConfiguration.class).run((context) -> {
			assertThat(context).getBeanNames(CloseLanes.class).containsExactly("lanes");
			assertThat(context).getBeanNames(HandlerDecorator.class).containsExactly("decorator");
		});
	}

	@Test
	void handlersOfSpringsConfigurationAreTracked() {
		this.contextRunner.withUserConfiguration(WebSocketConfiguration.class)
			.run((context) -> assertTracked(context, true));
	}

	@Test
	void handlersOfSpringsConfigurationAreTrackedWithLazyInitialization() {
		this.contextRunner.withUserConfiguration(WebSocketConfiguration.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertTracked(context, true));
	}

	@Test
	void excludedMappingIsNotTracked() {
		this.contextRunner.withUserConfiguration(WebSocketConfiguration.class)
			.withPropertyValues("ws-shutdown.exclude-beans=webSocketHandlerMapping")
			.run((context) -> assertTracked(context, false));
	}

	@Test
	void handlersAreNotTrackedIfDisabled() {
		this.contextRunner.withUserConfiguration(WebSocketConfiguration.class)
			.withPropertyValues("ws-shutdown.enabled=false")
			.run((context) -> assertTracked(context, false));
	}

	@Test
	void handlersInAContextOfADispatcherServletAreTracked() {
		this.contextRunner.withUserConfiguration(DispatcherServletConfiguration.class).run((context) -> {
			for (DispatcherServlet servlet : List.of(context.getBean(DispatcherServlet.class),
					(DispatcherServlet) context.getBean(ServletRegistrationBean.class).getServlet())) {
				servlet.init(new MockServletConfig(context.getServletContext(), "servlet"));
				assertTracked(servlet.getWebApplicationContext(), true);
				servlet.destroy();
			}
		});
	}

	@Test
	void contextOfADispatcherServletThatHasItsOwnStarterIsLeftToIt() {
		this.contextRunner.run((context) -> {
			AnnotationConfigWebApplicationContext own = new AnnotationConfigWebApplicationContext();
			own.setParent(context);
			own.setServletContext(context.getServletContext());
			own.register(WebSocketConfiguration.class, OwnPostProcessorConfiguration.class);
			DispatcherServlet servlet = new DispatcherServlet(own);
			context.getBean(DispatcherServletPostProcessor.class).postProcessBeforeInitialization(servlet, "servlet");
			servlet.init(new MockServletConfig(context.getServletContext(), "servlet"));
			assertTracked(own, false);
			servlet.destroy();
		});
	}

	@Test
	void postProcessorKeepsNoBeanFromBeingProcessed() {
		this.contextRunner.withUserConfiguration(WebSocketConfiguration.class).run((context) -> {
			HandlerMappingPostProcessor processor = context.getBean(HandlerMappingPostProcessor.class);
			assertThat(processor.postProcessAfterInitialization("any", "any")).isEqualTo("any");
			assertThat(context.getBeanFactory().getBeanDefinition("wsShutdownHandlerMappingPostProcessor"))
				.extracting((definition) -> definition.getFactoryBeanName())
				.isNull();
		});
	}

	@Test
	void gateStandsBeforeEveryOtherFilter() {
		this.contextRunner.withUserConfiguration(FiltersConfiguration.class).run((context) -> {
			ServletContextInitializerBeans initializers = new ServletContextInitializerBeans(context);
			ServletContextInitializer first = initializers.iterator().next();
			assertThat(initializers).hasSizeGreaterThan(2);
			assertThat(first).isInstanceOf(GateFilterRegistration.class);
		});
	}

	@Test
	void gateCoversEveryRequest() {
		this.contextRunner.run((context) -> {
			GateFilterRegistration registration = context.getBean(GateFilterRegistration.class);
			assertThat(registration.getUrlPatterns()).containsExactly("/*");
			assertThat(registration.isAsyncSupported()).isTrue();
			assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(registration.getFilterName()).isEqualTo("wsShutdownGateFilter");
		});
	}

	@Test
	void handshakeIsRefusedOnceTheContextCloses() {
		this.contextRunner.run((context) -> {
			Filter filter = context.getBean(GateFilterRegistration.class).getFilter();
			assertThat(handshake(filter, "/chat").getStatus()).isEqualTo(200);
			context.getSourceApplicationContext().close();
			MockHttpServletResponse response = handshake(filter, "/chat");
			assertThat(response.getStatus()).isEqualTo(503);
			assertThat(response.getHeader("Retry-After")).isEqualTo("5");
		});
	}

	@Test
	void retryAfterAndExcludedPathsAreUsed() {
		this.contextRunner
			.withPropertyValues("ws-shutdown.retry-after=1500ms", "ws-shutdown.exclude-paths=/feed,/internal/**")
			.run((context) -> {
				Filter filter = context.getBean(GateFilterRegistration.class).getFilter();
				context.getSourceApplicationContext().close();
				assertThat(handshake(filter, "/chat").getHeader("Retry-After")).isEqualTo("2");
				assertThat(handshake(filter, "/feed").getStatus()).isEqualTo(200);
				assertThat(handshake(filter, "/internal/a/b").getStatus()).isEqualTo(200);
			});
	}

	private static MockHttpServletResponse handshake(Filter filter, String path) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.addHeader("Upgrade", "websocket");
		request.addHeader("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
		MockHttpServletResponse response = new MockHttpServletResponse();
		filter.doFilter(request, response, new MockFilterChain());
		return response;
	}

	private static void assertTracked(ApplicationContext context, boolean tracked) {
		Map<String, ?> urlMap = context.getBean("webSocketHandlerMapping", SimpleUrlHandlerMapping.class).getUrlMap();
		Map<String, ?> handlerMap = context.getBean("webSocketHandlerMapping", SimpleUrlHandlerMapping.class)
			.getHandlerMap();
		assertThat(handlerMap.get("/chat")).isSameAs(urlMap.get("/chat"));
		WebSocketHttpRequestHandler handler = (WebSocketHttpRequestHandler) urlMap.get("/chat");
		assertThat(handler).isNotNull();
		assertThat(handler.getWebSocketHandler().toString().contains("TrackingHandler")).isEqualTo(tracked);
	}

	private void assertOnlyTheGate(AssertableWebApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context).hasSingleBean(GateFilterRegistration.class)
			.hasSingleBean(TomcatTap.class)
			.hasSingleBean(JakartaSessions.class);
		assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("wsShutdownHandler"));
	}

	private void assertOnlyTheCore(ApplicationContext context) {
		assertThat(context.getBeanNamesForType(ConnectionRegistry.class)).hasSize(1);
		assertThat(context.getBeanDefinitionNames())
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("wsshutdownservlet")
					|| name.startsWith("wsShutdownGate") || name.startsWith("wsShutdownJakarta")
					|| name.startsWith("wsShutdownHandler"));
	}

	@Configuration(proxyBeanMethods = false)
	static class ReplacingConfiguration {

		@Bean(destroyMethod = "close")
		CloseLanes lanes(Timer timer) {
			return CloseLanes.on(timer, Runnable::run);
		}

		@Bean
		HandlerDecorator decorator(ConnectionRegistry registry, CloseLanes lanes) {
			return new HandlerDecorator(registry, lanes, List.of());
		}

	}

	@EnableWebSocket
	@Configuration(proxyBeanMethods = false)
	static class WebSocketConfiguration implements WebSocketConfigurer {

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			WebSocketHandler handler = new TextWebSocketHandler();
			registry.addHandler(handler, "/chat");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DispatcherServletConfiguration {

		@Bean
		DispatcherServlet servlet() {
			return new DispatcherServlet(ownContext());
		}

		@Bean
		ServletRegistrationBean<DispatcherServlet> registration() {
			return new ServletRegistrationBean<>(new DispatcherServlet(ownContext()), "/own/*");
		}

		private static AnnotationConfigWebApplicationContext ownContext() {
			AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
			context.register(WebSocketConfiguration.class);
			return context;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPostProcessorConfiguration {

		@Bean
		static HandlerMappingPostProcessor ownPostProcessor(HandlerDecorator decorator, Gate gate, Refusal refusal) {
			return new HandlerMappingPostProcessor(() -> decorator, () -> gate, () -> refusal,
					() -> List.of("webSocketHandlerMapping"), List.of());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FiltersConfiguration {

		@Bean
		FilterRegistrationBean<Filter> aFilterOfHighestPrecedence() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
					(request, response, chain) -> chain.doFilter(request, response));
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

		@Bean
		Filter anotherFilter() {
			return new OrderedFilter();
		}

	}

	private static final class OrderedFilter implements Filter, Ordered {

		@Override
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

}
