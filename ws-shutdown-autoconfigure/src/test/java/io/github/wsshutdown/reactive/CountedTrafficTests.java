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

package io.github.wsshutdown.reactive;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same, and more, for a handler whose work is counted.
 */
class CountedTrafficTests extends TrafficTests {

	@Override
	boolean isCounted() {
		return true;
	}

	@Override
	TrafficTests another() {
		return new CountedTrafficTests();
	}

	@Test
	void whatWasHandedOverIsSentThoughThePeerIsSlow() {
		Sinks.Many<String> results = Sinks.many().unicast().onBackpressureBuffer();
		this.session.takeTwo();
		send(results.asFlux()).subscribe();
		results.tryEmitNext("a").orThrow();
		results.tryEmitNext("b").orThrow();
		results.tryEmitNext("c").orThrow();
		assertThat(this.session.sent).containsExactly("a", "b");
		this.traffic.endOutbound().subscribe();
		results.tryEmitNext("late");
		this.session.takeAll();
		assertThat(this.session.sent).containsExactly("a", "b", "c");
	}

	@Test
	void whatIsHandedOverWhileAnotherThreadPassesOnIsSent() throws Exception {
		for (int round = 0; round < 500; round++) {
			CountedTrafficTests test = new CountedTrafficTests();
			test.session.takeTwo();
			int operations = 8;
			CountDownLatch begin = new CountDownLatch(1);
			CountDownLatch done = new CountDownLatch(operations);
			Flux<String> results = Flux.range(0, operations)
				.flatMap((operation) -> Flux.concat(Mono.just("next"), Mono.just("complete"))
					.delaySubscription(Mono.fromRunnable(() -> await(begin)).subscribeOn(Schedulers.boundedElastic()))
					.doFinally((signal) -> done.countDown()));
			test.send(results.concatWith(Flux.never())).subscribe();
			begin.countDown();
			await(done);
			test.traffic.endOutbound().subscribe();
			test.session.takeAll();
			assertThat(test.session.sent).hasSize(2 * operations);
		}
	}

	@Test
	void sourceWithoutEndIsEnded() {
		AtomicInteger generated = new AtomicInteger();
		this.session.takeTwo();
		send(Flux.generate((sink) -> sink.next("x" + generated.incrementAndGet()))).subscribe();
		this.traffic.endOutbound().subscribe();
		this.session.takeAll();
		assertThat(this.session.sent).hasSize(2 + LastCall.HANDED_OVER);
	}

	@Test
	void sessionThatEndsMeanwhileEndsItsSource() {
		AtomicInteger generated = new AtomicInteger();
		AtomicBoolean cancelled = new AtomicBoolean();
		this.session.takeTwo();
		Disposable[] sending = new Disposable[1];
		sending[0] = send(Flux.<String>generate((sink) -> {
			sink.next("x");
			if (generated.incrementAndGet() == 10) {
				sending[0].dispose();
			}
		}).doOnCancel(() -> cancelled.set(true))).subscribe();
		this.traffic.endOutbound().subscribe();
		assertThat(cancelled).isTrue();
		assertThat(generated).hasValue(10);
	}

}
