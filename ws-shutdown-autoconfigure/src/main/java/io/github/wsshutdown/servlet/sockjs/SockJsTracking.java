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

package io.github.wsshutdown.servlet.sockjs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.socket.sockjs.transport.TransportHandlingSockJsService;

import io.github.wsshutdown.servlet.HandlerDecorator;
import io.github.wsshutdown.servlet.HandshakeExemption;
import io.github.wsshutdown.servlet.HandshakeGuard;
import io.github.wsshutdown.servlet.RequestHandlerTracking;

/**
 * Tracks the sessions of Spring's SockJS request handlers on all their transports.
 */
public final class SockJsTracking implements RequestHandlerTracking {

	private static final Log logger = LogFactory.getLog(SockJsTracking.class);

	private final Supplier<HandlerDecorator> decorator;

	private final Supplier<HandshakeGuard> guard;

	/**
	 * Creates the tracking. Nothing is obtained before the first request handler turns
	 * up.
	 * @param decorator gives the decorator
	 * @param guard gives the guard of the handshakes
	 */
	public SockJsTracking(Supplier<HandlerDecorator> decorator, Supplier<HandshakeGuard> guard) {
		this.decorator = decorator;
		this.guard = guard;
	}

	@Override
	public boolean isFor(Object handler) {
		return handler instanceof SockJsHttpRequestHandler && !(handler instanceof TrackedSockJsRequestHandler);
	}

	@Override
	public Object track(Object handler, String place) {
		SockJsHttpRequestHandler original = (SockJsHttpRequestHandler) handler;
		if (original.getClass() != SockJsHttpRequestHandler.class) {
			warn(place, original, SockJsHttpRequestHandler.class);
			return original;
		}
		if (!(original.getSockJsService() instanceof TransportHandlingSockJsService service)) {
			warn(place, original.getSockJsService(), TransportHandlingSockJsService.class);
			return original;
		}
		keepSchedulerWhileDraining(service);
		return new TrackedSockJsRequestHandler(service,
				this.decorator.get().decoratePlain(original.getWebSocketHandler()), guardOf(service).wires());
	}

	@Override
	public void exempt(Object handler) {
		if (((SockJsHttpRequestHandler) handler).getSockJsService() instanceof TransportHandlingSockJsService service) {
			putFirst(new HandshakeExemption(), service);
		}
	}

	/**
	 * Returns the guard of a service, which may serve several request handlers.
	 */
	private SockJsGuard guardOf(TransportHandlingSockJsService service) {
		for (HandshakeInterceptor interceptor : service.getHandshakeInterceptors()) {
			if (interceptor instanceof SockJsGuard present) {
				return present;
			}
		}
		SockJsGuard created = new SockJsGuard(this.guard.get());
		putFirst(created, service);
		return created;
	}

	private static void putFirst(HandshakeInterceptor interceptor, TransportHandlingSockJsService service) {
		List<HandshakeInterceptor> interceptors = new ArrayList<>(service.getHandshakeInterceptors());
		interceptors.add(0, interceptor);
		service.setHandshakeInterceptors(interceptors);
	}

	/**
	 * Has the scheduler of the heartbeats work until the context is destroyed, and not
	 * only until it begins to close: whenever a session sends a message or takes a poll,
	 * it schedules its next heartbeat, and fails if it cannot.
	 */
	private static void keepSchedulerWhileDraining(TransportHandlingSockJsService service) {
		if (service.getTaskScheduler() instanceof ExecutorConfigurationSupport scheduler) {
			scheduler.setAcceptTasksAfterContextClose(true);
		}
	}

	private static void warn(String place, Object unknown, Class<?> known) {
		logger.warn("SockJS sessions of " + place
				+ " are known to drains only if the web server tells of them by itself: " + unknown.getClass().getName()
				+ " is not " + (known.isInstance(unknown) ? "exactly " : "a ") + known.getSimpleName()
				+ " and is left as it is. If that is meant, name the bean in " + "ws-shutdown.exclude-beans");
	}

}
