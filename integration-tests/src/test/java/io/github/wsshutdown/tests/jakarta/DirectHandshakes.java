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

package io.github.wsshutdown.tests.jakarta;

import java.util.HashMap;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

import io.github.wsshutdown.tests.application.CommandHandler;
import io.github.wsshutdown.tests.application.Commands;

/**
 * Opens Spring sessions from a controller, where nothing knows of the handler.
 */
@Configuration(proxyBeanMethods = false)
@Import(DirectHandshakes.Controller.class)
class DirectHandshakes {

	static final String PATTERN = "/direct/{name}";

	@Bean
	ServletRegistrationBean<PlainServlet> plainServlet(Commands commands) {
		return new ServletRegistrationBean<>(new PlainServlet(commands), "/plain/*");
	}

	@RestController
	static class Controller {

		private final HandshakeHandler handshakes = new DefaultHandshakeHandler();

		private final Commands commands;

		Controller(Commands commands) {
			this.commands = commands;
		}

		@GetMapping(PATTERN)
		void open(HttpServletRequest request, HttpServletResponse response) {
			this.handshakes.doHandshake(new ServletServerHttpRequest(request), new ServletServerHttpResponse(response),
					new CommandHandler(this.commands), new HashMap<>());
		}

	}

	/**
	 * Is no handler of Spring MVC, so there is no pattern.
	 */
	static class PlainServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private final transient HandshakeHandler handshakes = new DefaultHandshakeHandler();

		private final transient Commands commands;

		PlainServlet(Commands commands) {
			this.commands = commands;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) {
			this.handshakes.doHandshake(new ServletServerHttpRequest(request), new ServletServerHttpResponse(response),
					new CommandHandler(this.commands), new HashMap<>());
		}

	}

}
