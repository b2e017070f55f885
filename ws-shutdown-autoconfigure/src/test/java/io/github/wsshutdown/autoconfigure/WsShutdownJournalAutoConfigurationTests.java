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

package io.github.wsshutdown.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.NestedExceptionUtils;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.journal.DrainJournal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link WsShutdownJournalAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WsShutdownJournalAutoConfigurationTests {

	@TempDir
	Path directory;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, WsShutdownAutoConfiguration.class,
				WsShutdownJournalAutoConfiguration.class));

	@Test
	void thereIsNoJournalUnlessOneIsAskedFor() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(DrainJournal.class));
		this.contextRunner.withPropertyValues("ws-shutdown.enabled=false", journal("journal"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DrainJournal.class));
	}

	@Test
	void emptyVariableAsksForNoJournal() {
		for (String none : new String[] { "", "  ", "false" }) {
			this.contextRunner.withPropertyValues("ws-shutdown.journal=" + none)
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DrainJournal.class));
		}
	}

	@Test
	void journalDoesNotWaitForOtherListeners() {
		Path journal = this.directory.resolve("journal");
		AtomicBoolean written = new AtomicBoolean();
		this.contextRunner.withBean(DrainListener.class, () -> new DrainListener() {

			@Override
			public void started(Drain drain, DrainPlan plan) {
				await().atMost(Duration.ofSeconds(5)).until(() -> Files.readString(journal).contains("\"started\""));
				written.set(true);
			}

		}).withPropertyValues(journal("journal")).run((context) -> {
			// Not by closing the context, which waits for listeners for a second only
			context.getBean(Drainer.class)
				.drain(new DrainRequest(Scope.everything(), Cause.request("test"), Duration.ofSeconds(10)));
			await().atMost(Duration.ofSeconds(10)).untilTrue(written);
		});
	}

	@Test
	void shutdownIsInTheJournalAndToldByTheNextStart(CapturedOutput output) throws IOException {
		Path journal = this.directory.resolve("journal");
		this.contextRunner.withPropertyValues(journal("journal")).run((context) -> assertThat(journal).isEmptyFile());
		assertThat(Files.readString(journal)).contains("\"started\"").contains("\"finished\"");
		assertThat(output).doesNotContain("The last drain before this start");
		this.contextRunner.withPropertyValues(journal("journal")).run((context) -> assertThat(journal).isEmptyFile());
		assertThat(output).containsOnlyOnce("The last drain before this start").doesNotContain("WARN");
	}

	@Test
	void contextAndItsChildShareAJournal() {
		this.contextRunner.withPropertyValues(journal("journal"))
			.run((parent) -> this.contextRunner.withParent(parent)
				.withPropertyValues(journal("journal"))
				.run((child) -> {
					assertThat(child).hasNotFailed();
					assertThat(child.getBean(DrainJournal.class)).isSameAs(parent.getBean(DrainJournal.class));
				}));
	}

	/**
	 * There is no condition any more at the start of an application that was processed
	 * ahead of time.
	 */
	@Test
	void journalThatWasThereOnlyAheadOfTimeStopsTheStart() {
		WsShutdownJournalAutoConfiguration configuration = new WsShutdownJournalAutoConfiguration();
		assertThatExceptionOfType(InvalidWsShutdownPropertyException.class)
			.isThrownBy(() -> configuration.wsShutdownJournal(new WsShutdownProperties()))
			.withMessageContaining("processed ahead of time with a journal");
	}

	@Test
	void journalThatCannotBeWrittenStopsTheStart() throws IOException {
		Files.writeString(this.directory.resolve("file"), "no directory");
		assertUnusable("file/journal", "which cannot be written (");
	}

	@Test
	void journalInThePlaceOfSomethingElseStopsTheStart() throws IOException {
		Files.writeString(this.directory.resolve("file"), "something else");
		assertUnusable("file", "which cannot be used: it is there and is no journal");
	}

	@Test
	void journalThatIsNoPathStopsTheStart() {
		this.contextRunner.withPropertyValues("ws-shutdown.journal=a\0b")
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(InvalidWsShutdownPropertyException.class));
	}

	private void assertUnusable(String name, String problem) {
		this.contextRunner.withPropertyValues(journal(name)).run((context) -> {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
			assertThat(cause).isInstanceOf(InvalidWsShutdownPropertyException.class)
				.hasMessageStartingWith("'ws-shutdown.journal' is '" + this.directory.resolve(name) + "', " + problem);
			assertThat(((InvalidWsShutdownPropertyException) cause).getRemedy())
				.startsWith("Set it to a file of its own");
		});
	}

	private String journal(String name) {
		return "ws-shutdown.journal=" + this.directory.resolve(name);
	}

}
