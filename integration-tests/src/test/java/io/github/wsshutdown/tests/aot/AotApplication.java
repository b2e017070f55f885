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

package io.github.wsshutdown.tests.aot;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import io.github.wsshutdown.tests.application.CommandHandler;
import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.process.Main;

/**
 * An application to process ahead of time.
 */
@Configuration(proxyBeanMethods = false)
@Import({ TestApplication.class, RawHandlers.class })
public class AotApplication {

	/**
	 * Runs it.
	 * @param args its arguments
	 */
	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(AotApplication.class, args);
		System.out.println(Main.LISTENING + context.getEnvironment().getProperty("local.server.port"));
	}

	@Bean("/named")
	WebSocketHttpRequestHandler named(Commands commands) {
		return new WebSocketHttpRequestHandler(new CommandHandler(commands));
	}

}
