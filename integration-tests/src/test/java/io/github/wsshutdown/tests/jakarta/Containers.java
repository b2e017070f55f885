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

import java.util.stream.Stream;

import org.springframework.util.ClassUtils;

/**
 * Knows on which containers Jakarta sessions are taken up.
 */
final class Containers {

	private static final String TOMCAT = "org.apache.tomcat.websocket.server.WsServerContainer";

	private static final String JETTY = "org.eclipse.jetty.websocket.core.WebSocketCoreSession";

	private static final String UNDERTOW = "io.undertow.websockets.jsr.ServerWebSocketContainer";

	private Containers() {
	}

	/**
	 * Tells whether the tests have set the container up to hand messages over to threads
	 * of its own, in a way that does not show which.
	 */
	static boolean runHandlersElsewhere() {
		return areThere(UNDERTOW);
	}

	static boolean tellOfJakartaSessions() {
		return areThere(TOMCAT, JETTY, UNDERTOW);
	}

	static boolean openSpringSessionsAsJakartaSessions() {
		return areThere(TOMCAT);
	}

	static boolean openSpringSessionsByTheirOwnApi() {
		return areThere(JETTY);
	}

	private static boolean areThere(String... containers) {
		return Stream.of(containers).anyMatch((name) -> ClassUtils.isPresent(name, null));
	}

}
