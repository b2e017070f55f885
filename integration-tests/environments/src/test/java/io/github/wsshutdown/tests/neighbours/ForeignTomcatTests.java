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

package io.github.wsshutdown.tests.neighbours;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.SpringServletContainerInitializer;
import org.springframework.web.context.support.WebApplicationContextUtils;

import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.client.CloseFrame;
import io.github.wsshutdown.tests.client.Knock;
import io.github.wsshutdown.tests.client.TcpEnd;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is deployed in a Tomcat which is not its own, as a WAR is. There is
 * no SIGTERM for it and no graceful phase: its context is closed when it is undeployed.
 */
class ForeignTomcatTests {

	private static final Duration PATIENCE = RunningApplication.PATIENCE;

	private static final CloseFrame GOING_AWAY = new CloseFrame(1001, "Server is shutting down");

	private final Tomcat tomcat = new Tomcat();

	private Context webApplication;

	private RunningApplication application;

	@BeforeEach
	void deploy(@TempDir Path directory) throws Exception {
		this.tomcat.setBaseDir(directory.toString());
		this.tomcat.setPort(0);
		this.tomcat.getConnector();
		this.webApplication = this.tomcat.addContext("/app", directory.toString());
		this.webApplication.addServletContainerInitializer(new WsSci(), null);
		this.webApplication.addServletContainerInitializer(new SpringServletContainerInitializer(),
				Set.of(Deployed.class));
		this.tomcat.start();
		this.application = RunningApplication.of((ConfigurableApplicationContext) WebApplicationContextUtils
			.getRequiredWebApplicationContext(this.webApplication.getServletContext()));
	}

	@AfterEach
	void endTomcat() throws Exception {
		this.application.abandon();
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void clientsAreToldWhyWhenTheApplicationIsUndeployed() throws Exception {
		WireClient busy = connectBusy();
		WireClient idle = connect();
		CompletableFuture<Void> undeployed = run(() -> this.tomcat.getHost().removeChild(this.webApplication));
		assertThat(idle.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(idle.ended()).succeedsWithin(PATIENCE).isEqualTo(TcpEnd.FIN);
		assertThat(knock().response().status()).isEqualTo(404);
		assertThat(undeployed).isNotDone();
		releaseAndAwait(busy, undeployed);
	}

	@Test
	void clientsAreToldWhyWhenTomcatIsStopped() throws Exception {
		WireClient busy = connectBusy();
		WireClient chatty = connect();
		chatty.keepSaying("ignore " + "x".repeat(4096), Duration.ofMillis(2));
		CompletableFuture<Void> stopped = run(this.tomcat::stop);
		assertThat(chatty.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(stopped).isNotDone();
		releaseAndAwait(busy, stopped);
	}

	private void releaseAndAwait(WireClient busy, CompletableFuture<Void> end) {
		this.application.holds().release("work");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(busy.transcript()).startsWith("begun", "done", "close 1001");
		assertThat(end).succeedsWithin(PATIENCE);
		assertThat(this.application.awaitReport().count(Outcome.PEER_ANSWERED)).isEqualTo(2);
	}

	private WireClient connectBusy() throws InterruptedException {
		WireClient busy = connect();
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		return busy;
	}

	private WireClient connect() {
		return this.application.connect(knock());
	}

	private Knock knock() {
		return Knock.at(this.tomcat.getConnector().getLocalPort(), "/app" + Endpoints.COMMANDS);
	}

	private static CompletableFuture<Void> run(TomcatTask task) {
		return CompletableFuture.runAsync(() -> {
			try {
				task.run();
			}
			catch (Exception ex) {
				throw new CompletionException(ex);
			}
		});
	}

	@FunctionalInterface
	private interface TomcatTask {

		void run() throws Exception;

	}

	/**
	 * What a WAR has.
	 */
	public static final class Deployed extends SpringBootServletInitializer {

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
			return builder.sources(TestApplication.class, RawHandlers.class, Unlocked.class)
				.properties("spring.main.banner-mode=off", "logging.level.root=warn",
						"spring.lifecycle.timeout-per-shutdown-phase=60s");
		}

	}

}
