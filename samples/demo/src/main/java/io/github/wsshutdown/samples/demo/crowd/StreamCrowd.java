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

package io.github.wsshutdown.samples.demo.crowd;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;

import io.github.wsshutdown.samples.demo.seen.Observations;

/**
 * A crowd that reads server-sent events.
 */
public final class StreamCrowd implements Crowd {

	private final EventLoop loop = new EventLoop();

	private final Visitors readers;

	public StreamCrowd(int clients, String path) {
		this.readers = new Visitors(Stream.generate(() -> new Reader(this.loop, path)).limit(clients).toList(),
				new Patience(this.loop.ended()));
	}

	@Override
	public int size() {
		return this.readers.size();
	}

	@Override
	public void connect(InetSocketAddress server) throws InterruptedException {
		this.readers.connect(server);
	}

	@Override
	public void settle() throws InterruptedException {
		this.readers.settle();
	}

	@Override
	public void serverIsStopping() {
		// Readers only read.
	}

	@Override
	public int connected() {
		return this.readers.connected();
	}

	@Override
	public Observations serverHasStopped() throws InterruptedException {
		return new Observations(this.readers.depart(), 0, 0, List.of());
	}

	@Override
	public void close() {
		this.loop.close();
	}

}
