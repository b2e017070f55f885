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

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor;

import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.Knock;
import io.github.wsshutdown.tests.client.WireClient;
import io.github.wsshutdown.tests.process.ApplicationProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that was processed ahead of time, and runs on a JVM.
 */
class AotTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	@TempDir
	private Path directory;

	@Test
	void processedApplicationIsDrained() throws Exception {
		process();
		compile();
		try (ApplicationProcess application = run()) {
			int port = application.awaitPort();
			assertThat(application.lines("INFO Starting AOT-processed AotApplication .*")).hasSize(1);
			WireClient idle = Knock.at(port, "/named").connect();
			WireClient busy = Knock.at(port, Endpoints.COMMANDS).connect();
			busy.say("hand-over work");
			assertThat(busy.hear()).isEqualTo("begun");
			application.terminate();
			assertThat(idle.closed()).succeedsWithin(PATIENCE).extracting(CloseFrame::code).isEqualTo(1001);
			assertThat(Knock.at(port, Endpoints.OTHER).response().status()).isEqualTo(503);
			assertThat(busy.closed()).isNotDone();
			HttpRequest release = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/release?name=work"))
				.build();
			HttpClient.newHttpClient().send(release, HttpResponse.BodyHandlers.discarding());
			assertThat(busy.hear()).isEqualTo("done");
			assertThat(busy.closed()).succeedsWithin(PATIENCE).extracting(CloseFrame::code).isEqualTo(1001);
			assertThat(application.awaitExit()).isEqualTo(143);
			assertThat(application.lines("INFO Drained 2 connections in .*: 2 answered, .*")).hasSize(1);
		}
	}

	private void process() {
		AbstractAotProcessor.Settings settings = AbstractAotProcessor.Settings.builder()
			.sourceOutput(this.directory.resolve("sources"))
			.resourceOutput(this.directory.resolve("resources"))
			.classOutput(this.directory.resolve("classes"))
			.groupId("io.github.wsshutdown")
			.artifactId("tests")
			.build();
		new SpringApplicationAotProcessor(AotApplication.class, settings, new String[0]).process();
	}

	private void compile() throws IOException {
		List<String> arguments = new ArrayList<>(
				List.of("-cp", CLASS_PATH, "-d", path("classes"), "-proc:none", "-nowarn", "-parameters"));
		try (Stream<Path> sources = Files.walk(this.directory.resolve("sources"))) {
			sources.map(Path::toString).filter((name) -> name.endsWith(".java")).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	private ApplicationProcess run() {
		return ApplicationProcess.java(List.of("-Dspring.aot.enabled=true", "-cp",
				String.join(File.pathSeparator, path("classes"), path("resources"), CLASS_PATH),
				AotApplication.class.getName(), "--server.port=0", "--server.address=127.0.0.1",
				"--spring.main.banner-mode=off", "--spring.lifecycle.timeout-per-shutdown-phase=60s",
				"--logging.pattern.console=%level %msg%n"));
	}

	private String path(String name) {
		return this.directory.resolve(name).toString();
	}

}
