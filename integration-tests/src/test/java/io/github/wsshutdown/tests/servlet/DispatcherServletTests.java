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

package io.github.wsshutdown.tests.servlet;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.CommandHandler;
import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application may have several {@link DispatcherServlet}s, in one context or with
 * contexts of their own.
 */
class DispatcherServletTests {

	private static final List<String> PATHS = List.of("/commands", "/same/commands", "/own/commands",
			"/registered/commands");

	private final RunningApplication application = RunningApplication
		.start(List.of(TestApplication.class, RawHandlers.class, Servlets.class));

	@AfterEach
	void endApplication() {
		this.application.abandon();
	}

	@Test
	void handlersOfEveryServletAreDrained() throws Exception {
		List<WireClient> clients = PATHS.stream().map(this.application::connect).toList();
		for (WireClient client : clients) {
			client.say("hold work");
			assertThat(client.hear()).isEqualTo("begun");
		}
		this.application.drainer().drain(DrainRequests.everything());
		assertThat(this.application.awaitDrain().progress().remaining()).isEqualTo(clients.size());
		for (String path : PATHS) {
			assertThat(this.application.knock(path).response().status()).isEqualTo(503);
		}
		this.application.holds().release("work");
		assertThat(clients).allSatisfy((client) -> {
			assertThat(client.ended()).succeedsWithin(RunningApplication.PATIENCE);
			assertThat(client.transcript()).containsExactly("begun", "done", "close 1001", "end FIN");
		});
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(clients.size());
	}

	@Configuration(proxyBeanMethods = false)
	static class Servlets {

		/**
		 * Gets the application's context as a bean; one that is created with it closes
		 * it.
		 */
		@Bean
		DispatcherServlet sameContextServlet() {
			return new DispatcherServlet();
		}

		@Bean
		ServletRegistrationBean<DispatcherServlet> sameContextRegistration(DispatcherServlet sameContextServlet) {
			return registration("same", sameContextServlet);
		}

		@Bean
		DispatcherServlet ownContextServlet() {
			return new DispatcherServlet(ownContext());
		}

		@Bean
		ServletRegistrationBean<DispatcherServlet> ownContextRegistration(DispatcherServlet ownContextServlet) {
			return registration("own", ownContextServlet);
		}

		@Bean
		ServletRegistrationBean<DispatcherServlet> registered() {
			return registration("registered", new DispatcherServlet(ownContext()));
		}

		private static ServletRegistrationBean<DispatcherServlet> registration(String name, DispatcherServlet servlet) {
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(servlet,
					"/" + name + "/*");
			registration.setName(name);
			registration.setLoadOnStartup(1);
			return registration;
		}

		private static WebApplicationContext ownContext() {
			AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
			context.register(OwnHandlers.class);
			return context;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocket
	static class OwnHandlers implements WebSocketConfigurer {

		private final Commands commands;

		OwnHandlers(Commands commands) {
			this.commands = commands;
		}

		@Override
		public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
			registry.addHandler(new CommandHandler(this.commands), "/commands");
		}

	}

}
