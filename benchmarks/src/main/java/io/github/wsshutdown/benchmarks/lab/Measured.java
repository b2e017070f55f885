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

import io.github.wsshutdown.benchmarks.Figures;

/**
 * What was measured of one way to close, over all rounds.
 */
final class Measured {

	private final Figures frames = new Figures();

	private final Figures lastFrame = new Figures();

	private final Figures end = new Figures();

	private final Figures cpu = new Figures();

	private final Figures heap = new Figures();

	void add(long closeFrames, double lastFrameMillis, double endMillis, double cpuMillis, double heapKilobytes) {
		this.frames.add(closeFrames);
		this.lastFrame.add(lastFrameMillis);
		this.end.add(endMillis);
		this.cpu.add(cpuMillis);
		this.heap.add(heapKilobytes);
	}

	/**
	 * Returns how many clients got their close frame.
	 */
	Figures frames() {
		return this.frames;
	}

	/**
	 * Returns when the last client had its close frame.
	 */
	Figures lastFrame() {
		return this.lastFrame;
	}

	/**
	 * Returns when the last client had answered and TCP was over.
	 */
	Figures end() {
		return this.end;
	}

	/**
	 * Returns what the server's process spent until then.
	 */
	Figures cpu() {
		return this.cpu;
	}

	/**
	 * Returns what a session took of the server's live heap before.
	 */
	Figures heap() {
		return this.heap;
	}

}
