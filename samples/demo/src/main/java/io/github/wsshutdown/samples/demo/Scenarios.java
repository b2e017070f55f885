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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;

import io.github.wsshutdown.samples.demo.Scenario.Variant;
import io.github.wsshutdown.samples.demo.crowd.CrowdPlan;
import io.github.wsshutdown.samples.demo.crowd.WebSocketCrowd;

/**
 * All that the demo shows.
 */
final class Scenarios {

	/** Short enough for a demo; a client that does not read costs about this much. */
	private static final String PHASE_TIMEOUT = "--spring.lifecycle.timeout-per-shutdown-phase=15s";

	private Scenarios() {
	}

	static List<Scenario> of(Options options) {
		return List.of(chat(options));
	}

	private static Scenario chat(Options options) {
		String boot = options.bootLabel().isBlank() ? "Spring Boot " + bootVersion(options.chatJar())
				: options.bootLabel();
		String title = String.format(Locale.ROOT, "A chat with %,d clients gets SIGTERM", options.clients());
		List<String> arguments = List.of("--server.address=127.0.0.1", "--server.port=0", PHASE_TIMEOUT);
		Variant before = new Variant("before", boot, List.of("--ws-shutdown.enabled=false"));
		Variant after = new Variant("after", "with WS Shutdown", List.of("--ws-shutdown.enabled=true"));
		return new Scenario("chat", title, options.chatJar(), arguments, List.of(before, after),
				() -> new WebSocketCrowd(CrowdPlan.of(options.clients())));
	}

	private static String bootVersion(Path jar) {
		if (!Files.isRegularFile(jar)) {
			throw new DemoException("There is no chat application at " + jar.toAbsolutePath().normalize()
					+ ": build it first (./mvnw -pl samples/chat -am package), or name it with --chat-jar");
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
