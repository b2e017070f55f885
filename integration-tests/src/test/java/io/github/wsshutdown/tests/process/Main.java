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

package io.github.wsshutdown.tests.process;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.TestApplication;

/**
 * Runs the application as its users do.
 */
final class Main {

	/**
	 * What comes before the port, in a line of its own, when the application listens.
	 */
	static final String LISTENING = "Listening on ";

	private Main() {
	}

	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication
			.run(new Class<?>[] { TestApplication.class, RawHandlers.class }, args);
		System.out.println(LISTENING + context.getEnvironment().getProperty("local.server.port"));
	}

}
