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

package io.github.wsshutdown.reactive.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.github.wsshutdown.event.EventFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens in whatever order: what is written is what was emitted, and it ends
 * behind an event.
 */
class EventValvePropertyTests {

	enum Step {

		EMIT, WRITE, REQUEST, END, COMPLETE, FAIL, CANCEL

	}

	@Property(tries = 3000)
	void streamEndsBehindAnEvent(@ForAll @Size(max = 40) List<Step> steps) {
		EventStream stream = Bodies.stream(EventFormat.SERVER_SENT_EVENTS);
		Source<Publisher<? extends DataBuffer>> source = new Source<>();
		Server<Publisher<? extends DataBuffer>> server = new Server<>();
		Flux.from(source).transform(stream.ofGroups()).subscribe(server);
		StringBuilder emitted = new StringBuilder();
		Halves halves = new Halves();
		boolean ended = false;
		boolean cancelled = false;
		for (Step step : steps) {
			switch (step) {
				case EMIT -> emit(source, halves, emitted);
				case WRITE -> server.write();
				case REQUEST -> server.request(2);
				case END -> {
					ended = true;
					stream.end(false);
					stream.proceed();
				}
				case COMPLETE -> {
					if (!source.isOver() && !source.isCancelled()) {
						source.complete();
					}
				}
				case FAIL -> {
					if (!source.isOver() && !source.isCancelled()) {
						source.fail();
					}
				}
				case CANCEL -> {
					cancelled = true;
					server.cancel();
				}
			}
			assertThat(emitted + Bodies.LAST).startsWith(withoutLast(server.written()));
		}
		server.request(100);
		while (server.write() || (ended && emitRest(source, halves, emitted))) {
			// Until there is no more to do
		}
		if (cancelled) {
			assertThat(stream.activity().inFlight()).isZero();
			return;
		}
		if (source.isOver() || ended) {
			assertThat(withoutLast(server.written())).isEqualTo(emitted.toString());
			assertThat(server.isComplete() || server.failure() != null).isTrue();
			assertThat(stream.activity().inFlight()).isZero();
		}
		if (ended && !source.isOver()) {
			assertThat(server.isComplete()).isTrue();
			assertThat(source.isCancelled()).isTrue();
			assertThat(server.written()).endsWith(Bodies.LAST);
			assertThat(halves.isWhole()).isTrue();
		}
	}

	private static void emit(Source<Publisher<? extends DataBuffer>> source, Halves halves, StringBuilder emitted) {
		if (source.mayEmit()) {
			String text = halves.next();
			emitted.append(text);
			source.emit(Bodies.group(text));
		}
	}

	private static boolean emitRest(Source<Publisher<? extends DataBuffer>> source, Halves halves,
			StringBuilder emitted) {
		if (!halves.isWhole() && source.mayEmit()) {
			emit(source, halves, emitted);
			return true;
		}
		return false;
	}

	private static String withoutLast(String written) {
		return written.endsWith(Bodies.LAST) ? written.substring(0, written.length() - Bodies.LAST.length()) : written;
	}

	/**
	 * Events, every other of which comes in two groups.
	 */
	private static final class Halves {

		private int count;

		String next() {
			int number = this.count / 3;
			return switch (this.count++ % 3) {
				case 0 -> "data:" + number + "\n\n";
				case 1 -> "data:" + number;
				default -> " and more\n\n";
			};
		}

		boolean isWhole() {
			return this.count % 3 != 2;
		}

	}

	/**
	 * The application, the server and the drain each have a thread.
	 */
	@Test
	void streamThatIsEndedByAnotherThreadEndsBehindAnEvent() throws Exception {
		Scheduler application = Schedulers.newSingle("application");
		Scheduler network = Schedulers.newSingle("network");
		try {
			for (int round = 0; round < 300; round++) {
				EventStream stream = Bodies.stream(EventFormat.SERVER_SENT_EVENTS);
				StringBuffer written = new StringBuffer();
				AtomicInteger completions = new AtomicInteger();
				CountDownLatch done = new CountDownLatch(1);
				CountDownLatch begun = new CountDownLatch(round % 5);
				Flux<Publisher<? extends DataBuffer>> groups = Flux.<Integer, Integer>generate(() -> 0, (n, sink) -> {
					sink.next(n);
					return n + 1;
				}).map((n) -> Bodies.group("data:" + n + "\n\n"));
				groups.subscribeOn(application)
					.transform(stream.ofGroups())
					.publishOn(network, 8)
					.concatMap((group) -> group, 4)
					.doOnNext((buffer) -> begun.countDown())
					.subscribe((buffer) -> written.append(buffer.toString(StandardCharsets.UTF_8)),
							(ex) -> done.countDown(), () -> {
								completions.incrementAndGet();
								done.countDown();
							});
				begun.await(10, TimeUnit.SECONDS);
				stream.end(false);
				stream.proceed();
				assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
				assertThat(completions).hasValue(1);
				String text = written.toString();
				assertThat(text).endsWith(Bodies.LAST);
				List<String> events = text.substring(0, text.length() - Bodies.LAST.length()).lines().toList();
				for (int i = 0; i < events.size(); i++) {
					assertThat(events.get(i)).isEqualTo((i % 2 == 0) ? "data:" + i / 2 : "");
				}
				assertThat(events.size() % 2).isZero();
				assertThat(stream.activity().inFlight()).isZero();
			}
		}
		finally {
			application.dispose();
			network.dispose();
		}
	}

}
