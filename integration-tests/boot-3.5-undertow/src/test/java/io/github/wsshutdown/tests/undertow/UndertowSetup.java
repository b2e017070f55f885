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

package io.github.wsshutdown.tests.undertow;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.websockets.extensions.PerMessageDeflateHandshake;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Sets Undertow up for what every container does that the tests run on: a handler may
 * block without stopping the server, and messages may be compressed. Takes part in every
 * application of this module.
 */
@AutoConfiguration
public class UndertowSetup {

	/**
	 * A property: whether handlers run on worker threads. Left alone, Undertow runs them
	 * on its I/O threads.
	 */
	static final String DISPATCH = "tests.undertow.dispatch";

	@Bean
	WebServerFactoryCustomizer<UndertowServletWebServerFactory> undertowOfTheTests(
			@Value("${" + DISPATCH + ":true}") boolean dispatch) {
		return (factory) -> factory.addDeploymentInfoCustomizers((deployment) -> setUp(deployment, dispatch));
	}

	private static void setUp(DeploymentInfo deployment, boolean dispatch) {
		WebSocketDeploymentInfo webSockets = (WebSocketDeploymentInfo) deployment.getServletContextAttributes()
			.get(WebSocketDeploymentInfo.ATTRIBUTE_NAME);
		webSockets.setDispatchToWorkerThread(dispatch);
		webSockets.addExtension(new PerMessageDeflateHandshake(false));
	}

}
