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
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.wsshutdown.samples.demo.Scenario.Variant;
import io.github.wsshutdown.samples.demo.report.Comparison;
import io.github.wsshutdown.samples.demo.report.HtmlPage;
import io.github.wsshutdown.samples.demo.report.Section;
import io.github.wsshutdown.samples.demo.report.TextTable;
import io.github.wsshutdown.samples.demo.seen.Shutdown;

/**
 * Runs every scenario and prints what came of it.
 */
public final class Demo {

	private final Options options;

	private final PrintStream out;

	private Demo(Options options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	public static void main(String[] arguments) throws InterruptedException {
		try {
			new Demo(Options.parse(List.of(arguments)), System.out).run();
		}
		catch (DemoException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

	private void run() throws InterruptedException {
		long beginning = System.nanoTime();
		OpenFiles.require(this.options.clients());
		Scenarios scenarios = Scenarios.of(this.options);
		Section chat = Section.of(scenarios.chat().title(), run(scenarios.chat()));
		print(chat);
		List<Comparison> others = new ArrayList<>();
		for (Scenario scenario : scenarios.others()) {
			others.add(new Comparison(scenario.title(), run(scenario)));
		}
		Section summary = Section.summary(scenarios.othersTitle(), others);
		print(summary);
		List<Section> sections = List.of(chat, summary);
		write(HtmlPage.render(sections, origin()));
		this.out.printf(Locale.ROOT, "As a page: %s%nAll of it took %.0f s.%n", this.options.report().toAbsolutePath(),
				(System.nanoTime() - beginning) / 1e9);
	}

	private void print(Section section) {
		this.out.printf("%n%s%n%n", TextTable.render(section.table()));
	}

	private List<Shutdown> run(Scenario scenario) throws InterruptedException {
		this.out.println(scenario.title());
		List<Shutdown> shutdowns = new ArrayList<>();
		for (Variant variant : scenario.variants()) {
			Path logs = this.options.report().toAbsolutePath().getParent();
			shutdowns.add(new Run(scenario, variant, logs, this.out).run());
		}
		return shutdowns;
	}

	private String origin() {
		return String.format(Locale.ROOT,
				"Measured with clients and server on one machine: %s %s, %d processors, Java %s.",
				System.getProperty("os.name"), System.getProperty("os.arch"),
				Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
	}

	private void write(String page) {
		try {
			Files.writeString(this.options.report(), page);
		}
		catch (IOException ex) {
			throw new DemoException(this.options.report() + " cannot be written: " + ex.getMessage(), ex);
		}
	}

}
