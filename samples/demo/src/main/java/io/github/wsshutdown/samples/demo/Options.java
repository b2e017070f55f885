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

package io.github.wsshutdown.samples.demo;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

import io.github.wsshutdown.samples.demo.crowd.CrowdPlan;

/**
 * What can be asked of the demo.
 *
 * @param clients how many clients come to each run
 * @param bootLabel what to call the application without WS Shutdown; blank for what its
 * jar says
 * @param chatJar the executable jar of the chat
 * @param liveJar the executable jar of the auction
 * @param report where to write the page
 */
record Options(int clients, String bootLabel, Path chatJar, Path liveJar, Path report) {

	static final String USAGE = """
			Options:
			  --clients <number>    how many clients come to each run (1000)
			  --boot-label <text>   what to call the application without WS Shutdown
			  --chat-jar <path>     the executable jar of the chat
			  --live-jar <path>     the executable jar of the auction
			  --report <path>       where to write the page""";

	private static final int DEFAULT_CLIENTS = 1000;

	/** Tomcat's default for server.tomcat.max-connections is 8192. */
	private static final int MAX_CLIENTS = 8000;

	Options {
		if (clients < CrowdPlan.MIN_CLIENTS || clients > MAX_CLIENTS) {
			throw new DemoException("--clients is " + clients + ": choose a number from " + CrowdPlan.MIN_CLIENTS
					+ " to " + MAX_CLIENTS);
		}
	}

	static Options parse(List<String> arguments) {
		Options options = new Options(DEFAULT_CLIENTS, "", Path.of("../chat/target/chat.jar"),
				Path.of("../live/target/live.jar"), Path.of("target/ws-shutdown-demo.html"));
		Iterator<String> remaining = arguments.iterator();
		while (remaining.hasNext()) {
			String name = remaining.next();
			if (!remaining.hasNext()) {
				throw new DemoException(name + " has no value.\n" + USAGE);
			}
			options = options.with(name, remaining.next());
		}
		return options;
	}

	private Options with(String name, String value) {
		return switch (name) {
			case "--clients" ->
				new Options(number(name, value), this.bootLabel, this.chatJar, this.liveJar, this.report);
			case "--boot-label" -> new Options(this.clients, value, this.chatJar, this.liveJar, this.report);
			case "--chat-jar" -> new Options(this.clients, this.bootLabel, Path.of(value), this.liveJar, this.report);
			case "--live-jar" -> new Options(this.clients, this.bootLabel, this.chatJar, Path.of(value), this.report);
			case "--report" -> new Options(this.clients, this.bootLabel, this.chatJar, this.liveJar, Path.of(value));
			default -> throw new DemoException(name + " is not an option.\n" + USAGE);
		};
	}

	private int number(String name, String value) {
		try {
			return Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw new DemoException(name + " is '" + value + "': give a number", ex);
		}
	}

}
