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

package io.github.wsshutdown.tests.contract;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.util.ClassUtils;

import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.Attempt;
import io.github.wsshutdown.tests.client.WireClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application context can be closed twice, stopped and started again, or left alone.
 */
interface LifecycleContract extends Contract {

	@Test
	@Thorough
	default void contextMayBeClosedTwice() throws Exception {
		RunningApplication application = start();
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.say("hold work");
		assertThat(client.hear()).isEqualTo("begun");
		List<CompletableFuture<Void>> closings = Stream.generate(application::beginToClose).limit(2).toList();
		application.awaitDrain();
		application.holds().release("work");
		assertThat(closings).allSatisfy((closing) -> assertThat(closing).succeedsWithin(PATIENCE));
		application.close();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(application.awaitReports(1)).hasSize(1);
	}

	@Test
	@Thorough
	default void contextThatIsStoppedDrainsAndAcceptsAgainWhenItIsStarted() throws Exception {
		// Spring Boot's Undertow refuses everything once it has stopped gracefully
		boolean undertow = ClassUtils.isPresent("io.undertow.Undertow", null);
		RunningApplication application = start("server.shutdown=" + (undertow ? "immediate" : "graceful"));
		WireClient first = application.connect(Endpoints.COMMANDS);
		application.context().stop();
		assertThat(first.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		application.context().start();
		WireClient second = application.connect(Endpoints.COMMANDS);
		second.say("echo hello");
		assertThat(second.hear()).isEqualTo("hello");
		application.context().stop();
		assertThat(second.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		application.context().start();
		WireClient third = application.connect(Endpoints.COMMANDS);
		application.close();
		assertThat(third.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(application.awaitReports(3))
			.allSatisfy((report) -> assertThat(report.count(Outcome.PEER_ANSWERED)).isOne());
	}

	@Test
	@Thorough
	default void drainMayRunBesideTheGracefulShutdownOfTheWebServer() throws Exception {
		RunningApplication application = start("ws-shutdown.phase=2147482623");
		keepIdleConnections(application);
		CompletableFuture<HttpResponse<String>> slow = application.get("/hold?name=request");
		await().atMost(PATIENCE).until(() -> application.holds().hasBegun("request"));
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.say("hold work");
		assertThat(client.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain();
		application.holds().release("request");
		assertThat(slow).succeedsWithin(PATIENCE).extracting(HttpResponse::statusCode).isEqualTo(200);
		application.holds().release("work");
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThat(application.awaitReport().count(Outcome.PEER_ANSWERED)).isOne();
	}

	@Test
	@Thorough
	default void newcomersAreLetInUntilTheDrainHasSettled() throws Exception {
		RunningApplication application = start("ws-shutdown.settle=3s");
		WireClient busy = application.connect(Endpoints.COMMANDS);
		busy.say("hold work");
		assertThat(busy.hear()).isEqualTo("begun");
		CompletableFuture<Void> closing = application.beginToClose();
		application.awaitDrain();
		List<WireClient> newcomers = new ArrayList<>();
		Attempt last = application.knock(Endpoints.COMMANDS).attempt();
		while (last.response().isSwitching()) {
			newcomers.add(last.open());
			TimeUnit.MILLISECONDS.sleep(50);
			last = application.knock(Endpoints.COMMANDS).attempt();
		}
		last.close();
		assertThat(last.response().status()).isEqualTo(503);
		assertThat(newcomers).isNotEmpty()
			.allSatisfy((client) -> assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY));
		application.holds().release("work");
		assertThat(busy.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(closing).succeedsWithin(PATIENCE);
	}

	@Test
	@Thorough
	default void lazyApplicationIsDrainedAsAnyOther() {
		RunningApplication application = start("spring.main.lazy-initialization=true");
		WireClient client = application.connect(Endpoints.COMMANDS);
		application.close();
		assertThat(client.closed()).succeedsWithin(PATIENCE).isEqualTo(GOING_AWAY);
		assertThat(client.ended()).succeedsWithin(PATIENCE);
	}

	@Test
	@Thorough
	default void starterThatIsSwitchedOffLeavesEverythingAlone() throws Exception {
		RunningApplication application = start("ws-shutdown.enabled=false",
				"spring.lifecycle.timeout-per-shutdown-phase=2s");
		assertThat(application.context().getBeanProvider(Drainer.class)).isEmpty();
		keepIdleConnections(application);
		WireClient client = application.connect(Endpoints.COMMANDS);
		client.say("echo hello");
		assertThat(client.hear()).isEqualTo("hello");
		application.close();
		assertThat(client.ended()).succeedsWithin(PATIENCE);
		assertThat(client.transcript()).doesNotContain("close 1001");
		assertThat(application.reports()).isEmpty();
	}

	/**
	 * Has Jetty wait. Left alone, it closes what is idle for a second while it shuts
	 * down.
	 */
	private static void keepIdleConnections(RunningApplication application) {
		if (ClassUtils.isPresent("org.eclipse.jetty.server.Server", null)) {
			new BeanWrapperImpl(application.context())
				.setPropertyValue("webServer.server.connectors[0].shutdownIdleTimeout", PATIENCE.toMillis());
		}
	}

}
