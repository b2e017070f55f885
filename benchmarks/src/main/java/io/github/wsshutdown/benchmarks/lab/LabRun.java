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

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.wsshutdown.benchmarks.JavaProcess;

/**
 * One server, filled with clients and emptied again, as often as one likes.
 */
final class LabRun implements AutoCloseable {

	private final int healthy;

	private final int stuck;

	private final JavaProcess server;

	private final int port;

	LabRun(int healthy, int stuck) {
		this.healthy = healthy;
		this.stuck = stuck;
		this.server = JavaProcess.start(LabServer.class, List.of());
		this.port = Integer.parseInt(this.server.reply());
	}

	/**
	 * Connects the clients, closes them, and measures.
	 * @param way how the server closes them, {@code loop} or {@code drain}
	 * @param measured takes the measurements
	 */
	void close(String way, Measured measured) {
		try (Crowd crowd = new Crowd()) {
			long heap = number("heap");
			String path = "drain".equals(way) ? LabServer.TRACKED : LabServer.UNTRACKED;
			crowd.connect(this.port, path, this.healthy, this.stuck);
			awaitOpen(this.healthy + this.stuck);
			if (this.stuck > 0) {
				awaitWritersStuck();
			}
			double kilobytes = (number("heap") - heap) / 1024.0 / (this.healthy + this.stuck);
			long cpu = number("cpu");
			long begin = System.nanoTime();
			this.server.tell(way);
			crowd.awaitEnd();
			double end = millis(System.nanoTime() - begin);
			String reply = this.server.reply();
			measured.add(crowd.closeFrames(), millis(crowd.lastCloseFrameAt() - begin), end,
					millis(number("cpu") - cpu), kilobytes);
			System.out.println("    " + way + ": " + crowd.closeFrames() + " frames, last after "
					+ Math.round(millis(crowd.lastCloseFrameAt() - begin)) + " ms; server: " + reply);
		}
		awaitOpen(0);
	}

	private void awaitOpen(int expected) {
		String open = ask("open");
		while (!open.equals(String.valueOf(expected))) {
			pause(20);
			open = ask("open");
		}
	}

	/**
	 * Waits until the server's writers have filled the buffers of those who do not read.
	 */
	private void awaitWritersStuck() {
		String before = ask("written");
		pause(500);
		for (String now = ask("written"); !now.equals(before); now = ask("written")) {
			before = now;
			pause(500);
		}
	}

	private long number(String command) {
		return Long.parseLong(ask(command));
	}

	private String ask(String command) {
		this.server.tell(command);
		return this.server.reply();
	}

	private static double millis(long nanos) {
		return (double) nanos / TimeUnit.MILLISECONDS.toNanos(1);
	}

	private static void pause(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

}
