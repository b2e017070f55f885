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

package io.github.wsshutdown.benchmarks.context;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.github.wsshutdown.benchmarks.Figures;
import io.github.wsshutdown.benchmarks.JavaProcess;

/**
 * Closes a WebSocket application with nothing open, alternately with and without the
 * starter: over and over in one JVM, as tests do, and once in each of many JVMs, as
 * deployments do.
 */
public final class ContextCloseBenchmark {

	private static final int WARM_UP = 5;

	private ContextCloseBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args how many rounds in one JVM, and how many JVMs for each variant
	 */
	public static void main(String[] args) {
		int rounds = (args.length > 0) ? Integer.parseInt(args[0]) : 25;
		int processes = (args.length > 1) ? Integer.parseInt(args[1]) : 11;
		alternate(WARM_UP, EmptyApplication::startAndClose);
		print("in one JVM, " + rounds + " times", alternate(rounds, EmptyApplication::startAndClose));
		print("first close of a JVM, " + processes + " JVMs",
				alternate(processes, ContextCloseBenchmark::closeInOwnProcess));
	}

	private static Map<Variant, Figures> alternate(int rounds, ToDoubleFunction<Variant> closing) {
		Map<Variant, Figures> figures = new EnumMap<>(Variant.class);
		for (int round = 0; round < rounds; round++) {
			for (Variant variant : Variant.values()) {
				figures.computeIfAbsent(variant, (key) -> new Figures()).add(closing.applyAsDouble(variant));
			}
		}
		return figures;
	}

	private static double closeInOwnProcess(Variant variant) {
		try (JavaProcess process = JavaProcess.start(EmptyApplication.class, List.of(variant.name()))) {
			return Double.parseDouble(process.reply());
		}
	}

	private static void print(String title, Map<Variant, Figures> figures) {
		System.out.println("Closing a context with nothing open, " + title + ", in ms (median, 90 %)");
		print("server.shutdown=immediate", figures, Variant.IMMEDIATE_WITHOUT, Variant.IMMEDIATE_WITH);
		print("server.shutdown=graceful", figures, Variant.GRACEFUL_WITHOUT, Variant.GRACEFUL_WITH);
	}

	private static void print(String title, Map<Variant, Figures> figures, Variant without, Variant with) {
		Figures before = figures.get(without);
		Figures after = figures.get(with);
		if (before != null && after != null) {
			System.out.printf(Locale.ROOT,
					"  %-26s without %6.1f %6.1f   with %6.1f %6.1f   difference of the medians %5.1f%n", title,
					before.median(), before.quantile(0.9), after.median(), after.quantile(0.9),
					after.median() - before.median());
		}
	}

}
