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

package io.github.wsshutdown.servlet;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import io.github.wsshutdown.drain.Gate;

/**
 * Puts tracked request handlers in the place of Spring's: in the URL map of every
 * {@link SimpleUrlHandlerMapping}, before the mapping copies it, and where such a handler
 * is a bean itself. Goes before those that make proxies, so that what is proxied is
 * tracked.
 */
public final class HandlerMappingPostProcessor implements InstantiationAwareBeanPostProcessor, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(HandlerMappingPostProcessor.class);

	private final Supplier<HandlerDecorator> decorator;

	private final Supplier<Gate> gate;

	private final Supplier<Refusal> refusal;

	private final Supplier<? extends Collection<String>> excludedBeans;

	private final List<RequestHandlerTracking> others;

	/**
	 * Handlers that are not to be tracked though they may turn up again in a mapping.
	 */
	private final Set<Object> leftAlone = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	/**
	 * Creates the post-processor. Nothing is obtained before the first request handler
	 * turns up.
	 * @param decorator gives the decorator
	 * @param gate gives the gate
	 * @param refusal gives the answer to who is refused
	 * @param excludedBeans gives the names of mappings and handlers to leave alone
	 * @param others track what is not a {@link WebSocketHttpRequestHandler}
	 */
	public HandlerMappingPostProcessor(Supplier<HandlerDecorator> decorator, Supplier<Gate> gate,
			Supplier<Refusal> refusal, Supplier<? extends Collection<String>> excludedBeans,
			List<RequestHandlerTracking> others) {
		this.decorator = decorator;
		this.gate = gate;
		this.refusal = refusal;
		this.excludedBeans = excludedBeans;
		this.others = List.copyOf(others);
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	@SuppressWarnings("unchecked")
	public boolean postProcessAfterInstantiation(Object bean, String beanName) {
		if (bean instanceof SimpleUrlHandlerMapping mapping) {
			((Map<String, @Nullable Object>) mapping.getUrlMap()).entrySet()
				.forEach((entry) -> replace(entry, beanName));
		}
		return true;
	}

	/**
	 * Replaces only what is to be tracked: the map may be one that cannot be changed.
	 */
	private void replace(Map.Entry<String, @Nullable Object> entry, String beanName) {
		Object handler = entry.getValue();
		if (handler == null) {
			return;
		}
		Object tracked = track(handler, beanName, entry.getKey());
		if (tracked == handler) {
			return;
		}
		try {
			entry.setValue(tracked);
		}
		catch (UnsupportedOperationException ex) {
			warn(beanName, entry.getKey(), "the mapping's URL map cannot be changed");
		}
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return track(bean, beanName, "");
	}

	private Object track(Object handler, String beanName, String path) {
		for (RequestHandlerTracking other : this.others) {
			if (other.isFor(handler) && !(handler instanceof ScopedObject) && !this.leftAlone.contains(handler)) {
				return track(handler, other, beanName, path);
			}
		}
		if (!(handler instanceof WebSocketHttpRequestHandler original) || original instanceof TrackedRequestHandler
				|| original instanceof ScopedObject || this.leftAlone.contains(original)) {
			return handler;
		}
		boolean excluded = this.excludedBeans.get().contains(beanName);
		HandlerDecorator with = this.decorator.get();
		HandshakeGuard guard = new HandshakeGuard(this.gate.get(), this.refusal.get());
		try {
			return excluded ? exempt(original) : track(original, with, guard, beanName, path);
		}
		catch (RuntimeException ex) {
			this.leftAlone.add(original);
			logger.debug("Handler of '" + beanName + "' could not be tracked", ex);
			warn(beanName, path, original.getClass().getName() + " fails with " + ex);
			return original;
		}
	}

	private Object exempt(WebSocketHttpRequestHandler original) {
		this.leftAlone.add(original);
		original.getHandshakeInterceptors().add(0, new HandshakeExemption());
		return original;
	}

	private Object track(WebSocketHttpRequestHandler original, HandlerDecorator with, HandshakeGuard guard,
			String beanName, String path) {
		if (HandlerDecorator.isTracking(original.getWebSocketHandler())) {
			if (original.getHandshakeInterceptors().stream().noneMatch(HandshakeGuard.class::isInstance)) {
				original.getHandshakeInterceptors().add(0, guard);
			}
			return original;
		}
		if (original.getClass() != WebSocketHttpRequestHandler.class) {
			this.leftAlone.add(original);
			warn(beanName, path, original.getClass().getName() + " is a subclass of WebSocketHttpRequestHandler");
			return original;
		}
		return new TrackedRequestHandler(original, with, guard);
	}

	private Object track(Object handler, RequestHandlerTracking tracking, String beanName, String path) {
		if (this.excludedBeans.get().contains(beanName)) {
			this.leftAlone.add(handler);
			tracking.exempt(handler);
			return handler;
		}
		Object tracked = handler;
		try {
			tracked = tracking.track(handler, placeOf(beanName, path));
		}
		catch (RuntimeException ex) {
			logger.debug("Handler of '" + beanName + "' could not be tracked", ex);
			warn(beanName, path, handler.getClass().getName() + " fails with " + ex);
		}
		if (tracked == handler) {
			this.leftAlone.add(handler);
		}
		return tracked;
	}

	private static String placeOf(String beanName, String path) {
		return "'" + beanName + "'" + (path.isEmpty() ? "" : " at " + path);
	}

	private static void warn(String beanName, String path, String cause) {
		logger.warn("WebSocket sessions of " + placeOf(beanName, path)
				+ " are known to drains only if the web server tells of them by itself: " + cause
				+ " and is left as it is. Decorate its handler with the " + HandlerDecorator.class.getSimpleName()
				+ " bean, or name it in ws-shutdown.exclude-beans");
	}

}
