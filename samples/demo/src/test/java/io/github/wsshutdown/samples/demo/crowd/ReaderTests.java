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

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.samples.demo.crowd.ScriptedServer.Script;
import io.github.wsshutdown.samples.demo.seen.Close;
import io.github.wsshutdown.samples.demo.seen.Departure;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reader notes of the end of its stream.
 */
class ReaderTests {

	private static final String HEAD = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";

	private final EventLoop loop = new EventLoop();

	@AfterEach
	void stop() {
		this.loop.close();
	}

	@Test
	void lastChunkIsAnEndInOrder() throws Exception {
		assertThat(departure((socket, in, out) -> {
			ScriptedServer.say(out, HEAD + "8\r\ndata:x\n\n\r\n");
			ScriptedServer.say(out, "c\r\nretry:5000\n\n\r\n0\r\n\r\n");
			in.readAllBytes();
		}).close()).map(Close::words).contains("in order, retry: 5000");
	}

	@Test
	void endOfTcpBeforeTheLastChunkIsACut() throws Exception {
		Departure departure = departure((socket, in, out) -> ScriptedServer.say(out, HEAD + "8\r\ndata:x\n\n\r\n"));
		assertThat(departure.close()).isEmpty();
		assertThat(departure.tcp()).isIn(TcpEnd.FIN, TcpEnd.RESET);
	}

	@Test
	void otherAnswerIsNotWhatItCameFor() throws Exception {
		try (ScriptedServer server = new ScriptedServer(
				(socket, in, out) -> ScriptedServer.say(out, "HTTP/1.1 503 \r\n\r\n"))) {
			Reader reader = new Reader(this.loop, "/events");
			assertThat(reader.connect(server.address())).failsWithin(10, TimeUnit.SECONDS);
			assertThat(reader.departed()).succeedsWithin(10, TimeUnit.SECONDS)
				.extracting(Departure::tcp)
				.isEqualTo(TcpEnd.GARBLED);
		}
	}

	private Departure departure(Script script) throws Exception {
		try (ScriptedServer server = new ScriptedServer(script)) {
			Reader reader = new Reader(this.loop, "/events");
			assertThat(reader.connect(server.address())).succeedsWithin(10, TimeUnit.SECONDS);
			assertThat(reader.settle()).succeedsWithin(10, TimeUnit.SECONDS);
			return reader.departed().get(10, TimeUnit.SECONDS);
		}
	}

}
