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

import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

import io.github.wsshutdown.container.Handshake;
import io.github.wsshutdown.container.ServletTap;
import io.github.wsshutdown.container.ServletTaps;
import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.Gate;

/**
 * Lets a WebSocket handshake pass only while the {@link Gate} is open, and answers 503
 * otherwise. Stands before every other filter, so that nothing of the application runs
 * for a handshake that is refused.
 */
public final class GateFilter implements Filter {

	/**
	 * Marks a request whose session is not to be tracked.
	 */
	static final Object EXCLUDED = new Object();

	private static final Log logger = LogFactory.getLog(GateFilter.class);

	private final AtomicBoolean untrackedSessionTold = new AtomicBoolean();

	private static final String VERSION = "Sec-WebSocket-Version";

	private final Gate gate;

	private final Refusal refusal;

	private final List<ServletTap> taps;

	private final List<PathPattern> excludedPaths;

	private final boolean jakartaSessionsAreOffered;

	/**
	 * Creates the filter.
	 * @param gate the gate
	 * @param refusal how to answer who is refused
	 * @param taps what takes hold of the connections that are let in
	 * @param excludedPaths paths within the application that are left alone
	 */
	public GateFilter(Gate gate, Refusal refusal, List<ServletTap> taps, List<PathPattern> excludedPaths) {
		this.gate = gate;
		this.refusal = refusal;
		this.taps = List.copyOf(taps);
		this.excludedPaths = List.copyOf(excludedPaths);
		this.jakartaSessionsAreOffered = this.taps.stream().anyMatch(ServletTap::offersJakartaSessions);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse) {
			if (isExcluded(httpRequest)) {
				request.setAttribute(Handshake.ATTRIBUTE, EXCLUDED);
			}
			else if (isHandshake(httpRequest)) {
				filterHandshake(httpRequest, httpResponse, chain);
				return;
			}
		}
		chain.doFilter(request, response);
	}

	private void filterHandshake(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String path = pathOf(request);
		Optional<Admission> admission = this.gate.tryAdmit(Handshake.WEBSOCKET, path);
		if (admission.isEmpty()) {
			this.refusal.answer(response);
			return;
		}
		Handshake handshake = new Handshake(admission.get(), path);
		request.setAttribute(Handshake.ATTRIBUTE, handshake);
		try {
			chain.doFilter(tap(request, handshake), response);
		}
		finally {
			this.taps.forEach((tap) -> tap.handled(request, handshake));
			if (!ServletTaps.isUpgraded(response, handshake)) {
				handshake.release();
			}
			else if (!handshake.isClaimed() && !this.jakartaSessionsAreOffered) {
				handshake.release();
				tellUntracked(handshake);
			}
			// Any other opens later than this, on another thread
		}
	}

	private void tellUntracked(Handshake handshake) {
		if (this.untrackedSessionTold.compareAndSet(false, true)) {
			logger.warn("A WebSocket session at " + handshake.endpoint() + ", and any other that is not of a handler "
					+ "mapped by Spring, is not drained: this web server is not one that WS Shutdown knows to tell "
					+ "of its Jakarta WebSocket sessions");
		}
	}

	private HttpServletRequest tap(HttpServletRequest request, Handshake handshake) {
		HttpServletRequest tapped = request;
		for (ServletTap tap : this.taps) {
			tapped = tap.tap(tapped, handshake);
		}
		return tapped;
	}

	private boolean isExcluded(HttpServletRequest request) {
		if (this.excludedPaths.isEmpty()) {
			return false;
		}
		PathContainer container = PathContainer.parsePath(pathOf(request));
		return this.excludedPaths.stream().anyMatch((pattern) -> pattern.matches(container));
	}

	/**
	 * Returns the path within the application.
	 */
	static String pathOf(HttpServletRequest request) {
		return request.getRequestURI().substring(request.getContextPath().length());
	}

	/**
	 * Tells a handshake by what the protocol demands (RFC 6455, section 4.2.1). A request
	 * that has only got the header of an upgrade, from a proxy that adds it to every
	 * request, is none. Over HTTP/2 (RFC 8441) there is neither that header nor a key.
	 */
	private static boolean isHandshake(HttpServletRequest request) {
		if ("CONNECT".equals(request.getMethod())) {
			return request.getHeader(VERSION) != null;
		}
		if (request.getHeader("Sec-WebSocket-Key") == null) {
			return false;
		}
		Enumeration<String> upgrades = request.getHeaders(HttpHeaders.UPGRADE);
		while (upgrades != null && upgrades.hasMoreElements()) {
			if (upgrades.nextElement().toLowerCase(Locale.ROOT).contains("websocket")) {
				return true;
			}
		}
		return false;
	}

}
