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
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;

import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.Trouble;

/**
 * Adds subclasses of {@link Endpoint}, each with its {@link ServerEndpointConfig}.
 */
@Configuration(proxyBeanMethods = false)
public class ProgrammaticEndpoints {

	@Bean
	ServerEndpointExporter serverEndpointExporter() {
		return new ServerEndpointExporter();
	}

	@Bean
	ServerEndpointConfig commandEndpoint(Commands commands) {
		return endpoint(CommandEndpoint.class, Endpoints.COMMANDS, () -> new CommandEndpoint(commands));
	}

	@Bean
	ServerEndpointConfig otherCommandEndpoint(Commands commands) {
		return endpoint(CommandEndpoint.class, Endpoints.OTHER, () -> new CommandEndpoint(commands));
	}

	@Bean
	ServerEndpointConfig troubleEndpoint(Trouble trouble) {
		return endpoint(TroubleEndpoint.class, Endpoints.TROUBLE, () -> new TroubleEndpoint(trouble));
	}

	private static <E extends Endpoint> ServerEndpointConfig endpoint(Class<E> type, String path,
			Supplier<E> instances) {
		return ServerEndpointConfig.Builder.create(type, path)
			.extensions(List.of(new DeflateExtension()))
			.configurator(new ServerEndpointConfig.Configurator() {

				@Override
				public <T> T getEndpointInstance(Class<T> endpointClass) {
					return endpointClass.cast(instances.get());
				}

			})
			.build();
	}

	/**
	 * Runs {@link Commands}.
	 */
	public static final class CommandEndpoint extends Endpoint {

		private final Commands commands;

		CommandEndpoint(Commands commands) {
			this.commands = commands;
		}

		@Override
		public void onOpen(Session session, EndpointConfig config) {
			SessionPeer peer = new SessionPeer(session);
			session.addMessageHandler(String.class, (MessageHandler.Whole<String>) (line) -> {
				try {
					this.commands.run(line, peer);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}

		@Override
		public void onError(Session session, Throwable failure) {
			fail(session);
		}

	}

	/**
	 * Makes {@link Trouble}.
	 */
	public static final class TroubleEndpoint extends Endpoint {

		private final Trouble trouble;

		private String query;

		TroubleEndpoint(Trouble trouble) {
			this.trouble = trouble;
		}

		@Override
		public void onOpen(Session session, EndpointConfig config) {
			this.query = session.getQueryString();
			session.addMessageHandler(String.class,
					(MessageHandler.Whole<String>) (message) -> this.trouble.make("message", this.query));
			this.trouble.make("open", this.query);
		}

		@Override
		public void onError(Session session, Throwable failure) {
			this.trouble.make("error", this.query);
			fail(session);
		}

		@Override
		public void onClose(Session session, CloseReason reason) {
			this.trouble.make("close", this.query);
		}

	}

	private static void fail(Session session) {
		try {
			new SessionPeer(session).close(1011);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Is offered by most containers for every endpoint, and by Undertow for those that
	 * ask for it.
	 */
	private static final class DeflateExtension implements Extension {

		@Override
		public String getName() {
			return "permessage-deflate";
		}

		@Override
		public List<Parameter> getParameters() {
			return List.of();
		}

	}

}
