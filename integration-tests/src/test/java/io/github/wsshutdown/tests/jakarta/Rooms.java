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
import java.security.Principal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;

/**
 * Adds an endpoint with a template for a path, and somebody who is logged in.
 */
@Configuration(proxyBeanMethods = false)
class Rooms {

	static final String TEMPLATE = "/rooms/{name}";

	static final String GREETINGS = "/greetings";

	static final String BATCHES = "/batches";

	@Bean
	ServerEndpointExporter serverEndpointExporter() {
		ServerEndpointExporter exporter = new ServerEndpointExporter();
		exporter.setAnnotatedEndpointClasses(RoomEndpoint.class, GreetingEndpoint.class, BatchEndpoint.class);
		return exporter;
	}

	@Bean
	Events events() {
		Events events = new Events();
		NewEndpoints.events = events;
		GreetingDecoder.events = events;
		BatchEndpoint.events = events;
		return events;
	}

	@Bean
	Filter login() {
		return (request, response, chain) -> chain
			.doFilter(new HttpServletRequestWrapper((HttpServletRequest) request) {

				@Override
				public Principal getUserPrincipal() {
					return () -> "jane";
				}

			}, response);
	}

	/**
	 * What endpoints were told.
	 */
	static final class Events {

		final List<String> all = new CopyOnWriteArrayList<>();

	}

	/**
	 * Gives endpoints where to write down what they are told.
	 */
	public static final class NewEndpoints extends ServerEndpointConfig.Configurator {

		private static volatile Events events;

		@Override
		public <T> T getEndpointInstance(Class<T> endpointClass) {
			return endpointClass.cast(new RoomEndpoint(events));
		}

	}

	/**
	 * Writes down what it is told.
	 */
	@ServerEndpoint(value = TEMPLATE, subprotocols = "chat", configurator = NewEndpoints.class)
	public static final class RoomEndpoint {

		private final Events events;

		RoomEndpoint(Events events) {
			this.events = events;
		}

		/**
		 * Writes down which room it is, and what the endpoint is configured by.
		 * @param room the room
		 * @param config the endpoint's configuration
		 */
		@OnOpen
		public void open(@PathParam("name") String room, EndpointConfig config) {
			ServerEndpointConfig serverConfig = (ServerEndpointConfig) config;
			this.events.all.add("open " + room + " by " + serverConfig.getConfigurator().getClass().getSimpleName());
		}

		/**
		 * Writes down a message.
		 * @param message the message
		 * @param session the session
		 */
		@OnMessage
		public void handle(String message, Session session) {
			this.events.all.add("message " + message + " of " + session.getOpenSessions().size());
		}

		/**
		 * Writes down what went wrong.
		 * @param failure what went wrong
		 */
		@OnError
		public void fail(Throwable failure) {
			this.events.all.add("error " + failure);
		}

		/**
		 * Writes down why the session ended.
		 * @param reason the reason
		 */
		@OnClose
		public void close(CloseReason reason) {
			this.events.all.add("close " + reason.getCloseCode().getCode());
		}

	}

	/**
	 * Has its messages decoded.
	 */
	@ServerEndpoint(value = GREETINGS, decoders = GreetingDecoder.class)
	public static final class GreetingEndpoint {

		/**
		 * Replies, which fails after the close.
		 * @param greeting the greeting
		 * @return the reply
		 */
		@OnMessage
		public String handle(Greeting greeting) {
			return "hello " + greeting.to();
		}

	}

	/**
	 * Sends in batches, which nobody flushes.
	 */
	@ServerEndpoint(BATCHES)
	public static final class BatchEndpoint {

		private static volatile Events events;

		/**
		 * Allows batches.
		 * @param session the session
		 * @throws IOException if they cannot be allowed
		 */
		@OnOpen
		public void open(Session session) throws IOException {
			session.getBasicRemote().setBatchingAllowed(true);
		}

		/**
		 * Writes down a message, and replies some time.
		 * @param message the message
		 * @return the reply
		 */
		@OnMessage
		public String handle(String message) {
			events.all.add(message);
			return message;
		}

	}

	/**
	 * A message that is not a string.
	 *
	 * @param to who is greeted
	 */
	public record Greeting(String to) {

	}

	/**
	 * Writes down its end.
	 */
	public static final class GreetingDecoder implements Decoder.Text<Greeting> {

		private static volatile Events events;

		@Override
		public boolean willDecode(String text) {
			return true;
		}

		@Override
		public Greeting decode(String text) {
			return new Greeting(text);
		}

		@Override
		public void destroy() {
			events.all.add("decoder destroyed");
		}

	}

}
