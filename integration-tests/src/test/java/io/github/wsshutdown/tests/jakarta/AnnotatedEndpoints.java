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

import java.io.IOException;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;

import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.Trouble;

/**
 * Adds {@code @ServerEndpoint} classes, in the way of a Spring Boot application.
 */
@Configuration(proxyBeanMethods = false)
public class AnnotatedEndpoints {

	AnnotatedEndpoints(ApplicationContext context) {
		Autowiring.beanFactory = context.getAutowireCapableBeanFactory();
	}

	@Bean
	ServerEndpointExporter serverEndpointExporter() {
		ServerEndpointExporter exporter = new ServerEndpointExporter();
		exporter.setAnnotatedEndpointClasses(CommandEndpoint.class, OtherCommandEndpoint.class, TroubleEndpoint.class);
		return exporter;
	}

	/**
	 * Gives endpoints what they need of the application that was started last.
	 */
	public static final class Autowiring extends ServerEndpointConfig.Configurator {

		private static volatile AutowireCapableBeanFactory beanFactory;

		@Override
		public <T> T getEndpointInstance(Class<T> endpointClass) {
			return beanFactory.createBean(endpointClass);
		}

	}

	/**
	 * Runs {@link Commands}.
	 */
	@ServerEndpoint(value = Endpoints.COMMANDS, configurator = Autowiring.class)
	public static final class CommandEndpoint {

		private final Commands commands;

		CommandEndpoint(Commands commands) {
			this.commands = commands;
		}

		/**
		 * Runs a command.
		 * @param line the command
		 * @param session who sent it
		 * @throws IOException if the peer cannot be written to
		 */
		@OnMessage
		public void handle(String line, Session session) throws IOException {
			this.commands.run(line, new SessionPeer(session));
		}

		/**
		 * Closes the session, as Spring does where a handler fails.
		 * @param session the session
		 * @param failure what went wrong
		 * @throws IOException if the session cannot be closed
		 */
		@OnError
		public void fail(Session session, Throwable failure) throws IOException {
			new SessionPeer(session).close(1011);
		}

	}

	/**
	 * Runs {@link Commands} too.
	 */
	@ServerEndpoint(value = Endpoints.OTHER, configurator = Autowiring.class)
	public static final class OtherCommandEndpoint {

		private final CommandEndpoint endpoint;

		OtherCommandEndpoint(Commands commands) {
			this.endpoint = new CommandEndpoint(commands);
		}

		/**
		 * Runs a command.
		 * @param line the command
		 * @param session who sent it
		 * @throws IOException if the peer cannot be written to
		 */
		@OnMessage
		public void handle(String line, Session session) throws IOException {
			this.endpoint.handle(line, session);
		}

		/**
		 * Closes the session.
		 * @param session the session
		 * @param failure what went wrong
		 * @throws IOException if the session cannot be closed
		 */
		@OnError
		public void fail(Session session, Throwable failure) throws IOException {
			this.endpoint.fail(session, failure);
		}

	}

	/**
	 * Makes {@link Trouble}.
	 */
	@ServerEndpoint(value = Endpoints.TROUBLE, configurator = Autowiring.class)
	public static final class TroubleEndpoint {

		private final Trouble trouble;

		private String query;

		TroubleEndpoint(Trouble trouble) {
			this.trouble = trouble;
		}

		/**
		 * Makes trouble when a session opens.
		 * @param session the session
		 */
		@OnOpen
		public void open(Session session) {
			this.query = session.getQueryString();
			this.trouble.make("open", this.query);
		}

		/**
		 * Makes trouble when a message comes.
		 * @param message the message
		 */
		@OnMessage
		public void handle(String message) {
			this.trouble.make("message", this.query);
		}

		/**
		 * Makes trouble when there is trouble.
		 * @param session the session
		 * @param failure what went wrong
		 * @throws IOException if the session cannot be closed
		 */
		@OnError
		public void fail(Session session, Throwable failure) throws IOException {
			this.trouble.make("error", this.query);
			new SessionPeer(session).close(1011);
		}

		/**
		 * Makes trouble when a session ends.
		 */
		@OnClose
		public void close() {
			this.trouble.make("close", this.query);
		}

	}

}
