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

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the application as its users do.
 */
public final class Main {

	/**
	 * What comes before the port, in a line of its own, when the application listens.
	 */
	public static final String LISTENING = "Listening on ";

	/**
	 * The system property that says what the application is made of, with commas between
	 * the names of classes.
	 */
	static final String SOURCES = "tests.sources";

	private Main() {
	}

	/**
	 * Runs an application.
	 * @param args its arguments, all of them: who restarts it knows only those
	 */
	public static void main(String[] args) throws ClassNotFoundException {
		List<Class<?>> sources = new ArrayList<>();
		for (String name : System.getProperty(SOURCES).split(",")) {
			sources.add(Class.forName(name));
		}
		ConfigurableApplicationContext context = SpringApplication.run(sources.toArray(Class<?>[]::new), args);
		System.out.println(LISTENING + context.getEnvironment().getProperty("local.server.port"));
	}

}
