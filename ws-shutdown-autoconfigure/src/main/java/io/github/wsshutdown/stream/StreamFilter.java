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

package io.github.wsshutdown.stream;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

import io.github.wsshutdown.drain.Admission;

/**
 * Has streams known to drains. A request that asks for nothing but a stream passes only
 * while the gate is open; of any other it shows when it is answered whether it is one.
 */
public final class StreamFilter implements Filter {

	/**
	 * A SockJS session may want to say goodbye on such a request; if it is new, SockJS
	 * refuses it.
	 */
	private static final Pattern SOCKJS = Pattern.compile(".*/[^/.]+/[^/.]+/eventsource");

	private final StreamTracking tracking;

	private final StreamRefusal refusal;

	private final List<PathPattern> excludedPaths;

	/**
	 * Creates the filter.
	 * @param tracking tracks streams
	 * @param refusal how to answer who is refused
	 * @param excludedPaths paths within the application that are left alone
	 */
	public StreamFilter(StreamTracking tracking, StreamRefusal refusal, List<PathPattern> excludedPaths) {
		this.tracking = tracking;
		this.refusal = refusal;
		this.excludedPaths = List.copyOf(excludedPaths);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse
				&& !isUpgrade(httpRequest) && !isExcluded(httpRequest)) {
			filter(httpRequest, httpResponse, chain);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		List<String> accept = acceptOf(request);
		if (!this.tracking.settings().areAskedFor(accept) || this.refusal.isLeftToTheApplication(request)
				|| SOCKJS.matcher(request.getRequestURI()).matches()) {
			track(request, response, accept, null, chain);
			return;
		}
		Optional<Admission> admission = this.tracking.gate().tryAdmit(EventStream.KIND, pathOf(request));
		if (admission.isEmpty()) {
			this.refusal.answer(request, accept, response);
			return;
		}
		try (Admission reservation = admission.get()) {
			track(request, response, accept, reservation, chain);
		}
	}

	private void track(HttpServletRequest request, HttpServletResponse response, List<String> accept,
			@Nullable Admission reservation, FilterChain chain) throws IOException, ServletException {
		Exchange exchange = new Exchange(this.tracking, request, response, accept, reservation);
		StreamResponse watched = new StreamResponse(response, exchange);
		try {
			chain.doFilter(new StreamRequest(request, watched, exchange), watched);
		}
		catch (IOException | ServletException | RuntimeException ex) {
			if (!EventStream.isEnd(ex)) {
				throw ex;
			}
			// Ended in the middle of a handler: the container would take that for a
			// failure
		}
		finally {
			exchange.handled();
		}
	}

	private static List<String> acceptOf(HttpServletRequest request) {
		return (request.getHeader(HttpHeaders.ACCEPT) != null)
				? Collections.list(request.getHeaders(HttpHeaders.ACCEPT)) : List.of();
	}

	private static boolean isUpgrade(HttpServletRequest request) {
		return "CONNECT".equals(request.getMethod()) || request.getHeader("Sec-WebSocket-Key") != null;
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

}
