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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.jar.JarFile;

import io.github.wsshutdown.samples.demo.Scenario.Variant;
import io.github.wsshutdown.samples.demo.crowd.Crowd;
import io.github.wsshutdown.samples.demo.crowd.CrowdPlan;
import io.github.wsshutdown.samples.demo.crowd.StreamCrowd;
import io.github.wsshutdown.samples.demo.crowd.WebSocketCrowd;

/**
 * All that the demo shows.
 *
 * @param chat the one that is shown in full
 * @param others those of which a few figures are shown
 * @param othersTitle what those have in common
 */
record Scenarios(Scenario chat, List<Scenario> others, String othersTitle) {

	/** Short enough for a demo; a client that does not read costs about this much. */
	private static final Duration CHAT_PHASE = Duration.ofSeconds(15);

	/** What every stream costs that nobody ends. */
	private static final Duration OTHERS_PHASE = Duration.ofSeconds(5);

	private static final int MOST_OTHERS = 200;

	static Scenarios of(Options options) {
		int clients = Math.min(options.clients(), MOST_OTHERS);
		List<Scenario> others = List.of(
				scenario(options, "netty", "WebSocket on Netty (WebFlux)", options.liveJar(), OTHERS_PHASE,
						() -> new WebSocketCrowd(CrowdPlan.of(clients).withoutCommands(), "/ws")),
				scenario(options, "netty-sse", "Server-sent events on Netty (WebFlux)", options.liveJar(), OTHERS_PHASE,
						() -> new StreamCrowd(clients, "/events")),
				scenario(options, "tomcat-sse", "Server-sent events on Tomcat (Spring MVC)", options.chatJar(),
						OTHERS_PHASE, () -> new StreamCrowd(clients, "/rooms/lobby")));
		return new Scenarios(chat(options), others,
				String.format(Locale.ROOT,
						"Netty, and server-sent events: %,d clients each, %d s for a phase of the shutdown", clients,
						OTHERS_PHASE.toSeconds()));
	}

	private static Scenario chat(Options options) {
		String title = String.format(Locale.ROOT, "A chat with %,d clients gets SIGTERM", options.clients());
		return scenario(options, "chat", title, options.chatJar(), CHAT_PHASE,
				() -> new WebSocketCrowd(CrowdPlan.of(options.clients()), "/chat"));
	}

	private static Scenario scenario(Options options, String name, String title, Path jar, Duration phase,
			Supplier<Crowd> crowd) {
		String boot = options.bootLabel().isBlank() ? "Spring Boot " + bootVersion(jar) : options.bootLabel();
		List<String> arguments = List.of("--server.address=127.0.0.1", "--server.port=0",
				"--spring.lifecycle.timeout-per-shutdown-phase=" + phase.toSeconds() + "s");
		Variant before = new Variant("before", boot, List.of("--ws-shutdown.enabled=false"));
		Variant after = new Variant("after", "with WS Shutdown", List.of("--ws-shutdown.enabled=true"));
		return new Scenario(name, title, jar, arguments, List.of(before, after), crowd);
	}

	private static String bootVersion(Path jar) {
		if (!Files.isRegularFile(jar)) {
			throw new DemoException("There is no application at " + jar.toAbsolutePath().normalize()
					+ ": build it first (./mvnw -pl samples/chat,samples/live -am package), or name it with --chat-jar"
					+ " and --live-jar");
		}
		try (JarFile file = new JarFile(jar.toFile())) {
			return Optional.ofNullable(file.getManifest())
				.map((manifest) -> manifest.getMainAttributes().getValue("Spring-Boot-Version"))
				.orElseThrow(() -> new DemoException(jar + " is not the executable jar of a Spring Boot application"));
		}
		catch (IOException ex) {
			throw new DemoException(jar + " cannot be read: " + ex.getMessage(), ex);
		}
	}

}
