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

package io.github.wsshutdown.benchmarks.lab;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.wsshutdown.benchmarks.Figures;
import io.github.wsshutdown.benchmarks.JavaProcess;

/**
 * Closes a WebFlux application on Reactor Netty with many idle WebSocket sessions, each
 * time in a process of its own, in turn without and with the starter.
 */
public final class NettyCloseBenchmark {

	private NettyCloseBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args how many idle clients, and how many JVMs for each variant
	 */
	public static void main(String[] args) {
		int clients = (args.length > 0) ? Integer.parseInt(args[0]) : 1000;
		int processes = (args.length > 1) ? Integer.parseInt(args[1]) : 3;
		CloseBenchmark.requireOpenFiles(clients);
		Map<Variant, Times> measured = new EnumMap<>(Variant.class);
		for (int i = 0; i < processes; i++) {
			for (Variant variant : Variant.values()) {
				close(clients, variant, measured.computeIfAbsent(variant, (key) -> new Times()));
			}
		}
		System.out.println(clients + " idle clients of WebFlux on Netty, medians of " + processes
				+ " JVMs, in ms (least to most)");
		Times without = measured.get(Variant.WITHOUT);
		measured.forEach((variant, figures) -> {
			if (without != null) {
				print(variant, figures, without);
			}
		});
	}

	private static void close(int clients, Variant variant, Times measured) {
		try (JavaProcess server = JavaProcess.start(NettyServer.class, List.of(variant.property));
				Crowd crowd = new Crowd()) {
			crowd.connect(Integer.parseInt(server.reply()), NettyServer.PATH, clients, 0);
			awaitOpen(server, clients);
			server.tell("close");
			crowd.awaitEnd();
			String[] times = server.reply().split(" ");
			measured.frames.add(crowd.closeFrames());
			measured.graceful.add(Double.parseDouble(times[0]));
			measured.whole.add(Double.parseDouble(times[1]));
		}
	}

	private static void awaitOpen(JavaProcess server, int expected) {
		server.tell("open");
		while (Integer.parseInt(server.reply()) != expected) {
			try {
				TimeUnit.MILLISECONDS.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			server.tell("open");
		}
	}

	private static void print(Variant variant, Times figures, Times without) {
		System.out.println("  " + variant.property);
		System.out.printf(Locale.ROOT, "    %-36s %8.0f%n", "close frames received", figures.frames.median());
		print("drain and graceful phase", figures.graceful, without.graceful);
		print("closing the context", figures.whole, without.whole);
	}

	private static void print(String title, Figures figures, Figures without) {
		System.out.printf(Locale.ROOT, "    %-36s %8.0f (%.0f to %.0f)   with/without %.3f%n", title, figures.median(),
				figures.quantile(0), figures.quantile(1), figures.median() / without.median());
	}

	/**
	 * What is compared, by the one property that differs.
	 */
	private enum Variant {

		WITHOUT("--ws-shutdown.enabled=false"),

		WITH("--ws-shutdown.enabled=true"),

		WITH_AT_ONCE("--ws-shutdown.pace.rate=0");

		private final String property;

		Variant(String property) {
			this.property = property;
		}

	}

	private static final class Times {

		private final Figures frames = new Figures();

		private final Figures graceful = new Figures();

		private final Figures whole = new Figures();

	}

}
