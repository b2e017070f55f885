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

package io.github.wsshutdown.tests.browser;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@code EventSource} in a browser makes of a drain, for each choice of how its
 * requests are refused. {@code docs/streams.md} tells it to users.
 */
@EnabledIfSystemProperty(named = "tests.node", matches = "true",
		disabledReason = "They run on one Spring Boot line and one JDK")
public abstract class EventSourceContract {

	private static Browser browser;

	private RunningApplication application;

	/**
	 * Returns what the application is made of, beside the stream.
	 * @return the classes
	 */
	protected abstract List<Class<?>> sources();

	/**
	 * Returns what the application needs.
	 * @return properties, as {@code key=value}
	 */
	protected abstract List<String> properties();

	@BeforeAll
	static void startBrowser() {
		browser = Browser.start();
	}

	@AfterAll
	static void endBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@AfterEach
	void endPagesAndApplication() {
		browser.closePages();
		if (this.application != null) {
			this.application.abandon();
		}
	}

	@Test
	void streamEndsWithWhatIsConfigured() {
		start("ws-shutdown.streams.last-event.name=leaving", "ws-shutdown.streams.last-event.data=Bye");
		Page page = watch();
		drain();
		awaitEvents(page, "open", "after nothing", "Bye", "error connecting");
	}

	@Test
	void clientThatIsToldToRetryComesBackUntilItIsServedAgain() {
		start("ws-shutdown.streams.event-source-refusal=retry");
		Page page = watch();
		drain();
		awaitEvents(page, "open", "after nothing", "error connecting", "open", "error connecting", "open",
				"error connecting");
		this.application.drainer().undrain();
		await().atMost(RunningApplication.PATIENCE)
			.untilAsserted(() -> assertThat(page.events()).endsWith("open", "after 7"));
		assertThat(page.events()).containsOnly("open", "after nothing", "error connecting", "after 7");
		assertThat(page.statuses()).containsOnly(200);
	}

	/**
	 * Another one that is let in shows that it could have come back.
	 */
	@ParameterizedTest
	@CsvSource({ "unavailable, 503", "no-content, 204" })
	void clientThatIsRefusedOtherwiseNeverComesBack(String refusal, int status) {
		start("ws-shutdown.streams.event-source-refusal=" + refusal);
		Page page = watch();
		drain();
		awaitEvents(page, "open", "after nothing", "error connecting", "error closed");
		this.application.drainer().undrain();
		watch();
		assertThat(page.events()).endsWith("error connecting", "error closed");
		await().atMost(RunningApplication.PATIENCE)
			.untilAsserted(() -> assertThat(page.statuses()).containsExactly(200, status));
	}

	private void start(String... properties) {
		List<Class<?>> sources = new ArrayList<>(sources());
		sources.add(Ticker.class);
		List<String> all = new ArrayList<>(properties());
		all.addAll(List.of(properties));
		all.add("ws-shutdown.streams.retry=100ms");
		this.application = RunningApplication.start(sources, all.toArray(String[]::new));
	}

	private Page watch() {
		Page page = browser.watch(this.application.port(), Ticker.PATH);
		awaitEvents(page, "open", "after nothing");
		return page;
	}

	private void drain() {
		assertThat(this.application.drainer().drain(DrainRequests.everything()).report().toCompletableFuture())
			.succeedsWithin(RunningApplication.PATIENCE);
	}

	private static void awaitEvents(Page page, Object... events) {
		await().atMost(RunningApplication.PATIENCE).untilAsserted(() -> assertThat(page.events()).startsWith(events));
	}

}
