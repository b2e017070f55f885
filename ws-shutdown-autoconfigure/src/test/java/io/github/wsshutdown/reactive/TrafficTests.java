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

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.CloseableDataBuffer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a drain does to that which a session receives and sends.
 */
class TrafficTests {

	private final StubSession session = new StubSession();

	private final Activity activity = new Activity(new CoarseClock());

	private final Traffic traffic = new Traffic(this.session, this.activity);

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private Disposable receiving(Flux<?> flux) {
		return flux.subscribe((next) -> this.seen.add(next.toString()), (ex) -> this.seen.add(ex.toString()),
				() -> this.seen.add("end"));
	}

	private Flux<String> texts() {
		return this.traffic.receive().map(WebSocketMessage::getPayloadAsText);
	}

	private Mono<Void> send(Flux<String> texts) {
		return this.traffic.send(texts.map(this.session::textMessage));
	}

	@Test
	void whoReceivesSeesTheEndAndTheSessionIsNotCancelled() {
		receiving(texts());
		this.session.arrive("a");
		this.traffic.endInbound();
		this.session.arrive("b");
		assertThat(this.seen).containsExactly("a", "end");
		assertThat(this.session.receivingCancelled).isFalse();
	}

	@Test
	void whatComesIsReadOnWhenNobodyAsksForIt() {
		texts().subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				subscription.request(1);
			}

		});
		this.traffic.endInbound();
		assertThat(this.session.requested.get()).isGreaterThan(Integer.MAX_VALUE);
	}

	@Test
	void sessionThatIsAskedForEverythingIsNotAskedForMore() {
		receiving(texts());
		this.traffic.endInbound();
		assertThat(this.session.requested).hasValue(Long.MAX_VALUE);
	}

	@Test
	void peersCloseIsReadWhereNobodyReceives() {
		this.traffic.endInbound();
		assertThat(this.session.requested.get()).isPositive();
	}

	@Test
	void whoReceivesTooLateSeesTheEndAtOnce() {
		this.traffic.endInbound();
		receiving(texts());
		this.session.arrive("a");
		assertThat(this.seen).containsExactly("end");
	}

	@Test
	void sessionIsReceivedFromOnceWhoeverIsQuicker() throws Exception {
		for (int round = 0; round < 500; round++) {
			TrafficTests test = new TrafficTests();
			CountDownLatch begin = new CountDownLatch(1);
			Thread ending = new Thread(() -> {
				await(begin);
				test.traffic.endInbound();
			});
			ending.start();
			begin.countDown();
			test.receiving(test.texts());
			ending.join(TimeUnit.SECONDS.toMillis(10));
			assertThat(test.seen).containsExactly("end");
			assertThat(test.session.requested.get()).isPositive();
		}
	}

	@Test
	void messageThatIsBeingHandledIsFollowedByTheEnd() {
		receiving(texts().doOnNext((text) -> {
			assertThat(this.activity.inFlight()).isOne();
			this.traffic.endInbound();
			this.seen.add("during " + text);
		}));
		this.session.arrive("a");
		assertThat(this.seen).containsExactly("during a", "a", "end");
		assertThat(this.activity.inFlight()).isZero();
	}

	@Test
	void failureAndTheEndOfWhatComesArePassedOn() {
		receiving(texts());
		this.session.fail(new IllegalStateException("gone"));
		assertThat(this.seen).containsExactly("java.lang.IllegalStateException: gone");
	}

	@Test
	void failureAfterTheEndIsNobodysBusiness() {
		receiving(texts());
		this.traffic.endInbound();
		this.session.fail(new IllegalStateException("gone"));
		assertThat(this.seen).containsExactly("end");
	}

	@Test
	void handlerMayStopToReceive() {
		receiving(texts()).dispose();
		assertThat(this.session.receivingCancelled).isTrue();
	}

	@Test
	void handlerThatStopsToReceiveLaterClosesNothing() {
		Disposable receiving = receiving(texts());
		this.traffic.endInbound();
		receiving.dispose();
		assertThat(this.session.receivingCancelled).isFalse();
	}

	@Test
	void whatJettyLendsIsGivenBack() {
		AtomicBoolean closed = new AtomicBoolean();
		DataBuffer plain = this.session.bufferFactory().wrap(new byte[1]);
		DataBuffer lent = (DataBuffer) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { CloseableDataBuffer.class }, (proxy, method, arguments) -> {
					closed.compareAndSet(false, method.getName().equals("close"));
					return null;
				});
		Inbound inbound = new Inbound(new BaseSubscriber<>() {
		}, this.activity);
		inbound.drop(new WebSocketMessage(WebSocketMessage.Type.BINARY, plain));
		inbound.drop(new WebSocketMessage(WebSocketMessage.Type.BINARY, lent));
		assertThat(closed).isTrue();
	}

	@Test
	void callerIsLetGoWhileItsFeedGoesOn() {
		Sinks.Many<String> feed = Sinks.many().unicast().onBackpressureBuffer();
		AtomicBoolean cancelled = new AtomicBoolean();
		receiving(send(feed.asFlux().doOnCancel(() -> cancelled.set(true))).flux());
		feed.tryEmitNext("one").orThrow();
		this.traffic.endInbound();
		assertThat(this.seen).containsExactly("end");
		feed.tryEmitNext("two").orThrow();
		assertThat(this.session.sent).containsExactly("one", "two");
		assertThat(cancelled).isFalse();
		AtomicBoolean flushed = new AtomicBoolean();
		this.traffic.endOutbound().subscribe(null, null, () -> flushed.set(true));
		assertThat(cancelled).isTrue();
		assertThat(flushed).isTrue();
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
			TrafficTests test = new TrafficTests();
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
		assertThat(this.session.sent).hasSize(2 + Outbound.HANDED_OVER);
	}

	@Test
	void endWaitsForTheFlush() {
		Sinks.Empty<Void> flush = Sinks.empty();
		this.session.flushingWhen(flush.asMono());
		send(Flux.never()).subscribe();
		AtomicBoolean flushed = new AtomicBoolean();
		this.traffic.endOutbound().subscribe(null, null, () -> flushed.set(true));
		assertThat(flushed).isFalse();
		flush.tryEmitEmpty().orThrow();
		assertThat(flushed).isTrue();
	}

	@Test
	void echoEndsWithWhatIsReceived() {
		receiving(send(texts()).flux());
		this.session.arrive("a");
		this.traffic.endInbound();
		assertThat(this.session.sent).containsExactly("a");
		assertThat(this.seen).containsExactly("end");
	}

	@Test
	void replyThatIsUnderWayIsWaitedFor() {
		Sinks.One<String> reply = Sinks.one();
		receiving(send(texts().flatMap((text) -> reply.asMono())).flux());
		this.session.arrive("a");
		this.traffic.endInbound();
		assertThat(this.seen).isEmpty();
		reply.tryEmitValue("b").orThrow();
		assertThat(this.session.sent).containsExactly("b");
		assertThat(this.seen).containsExactly("end");
	}

	@Test
	void replyThatIsSentByItselfIsWaitedFor() {
		Sinks.One<String> reply = Sinks.one();
		receiving(texts().flatMap((text) -> send(reply.asMono().flux())));
		this.session.arrive("a");
		this.traffic.endInbound();
		assertThat(this.seen).isEmpty();
		reply.tryEmitValue("b").orThrow();
		assertThat(this.session.sent).containsExactly("b");
		assertThat(this.seen).containsExactly("end");
	}

	@Test
	void messageThatTheHandlerHasNotAskedForIsNoneOfItsWork() {
		Sinks.One<String> reply = Sinks.one();
		receiving(texts().concatMap((text) -> send(reply.asMono().map(text::concat).flux())));
		this.session.arrive("a");
		this.session.arrive("b");
		this.traffic.endInbound();
		assertThat(this.seen).isEmpty();
		reply.tryEmitValue("!").orThrow();
		assertThat(this.session.sent).containsExactly("a!");
		assertThat(this.seen).containsExactly("end");
	}

	@Test
	void feedBesideWhatIsReceivedIsNotWaitedFor() {
		List<Function<TrafficTests, Mono<Void>>> besides = List.of(
				(test) -> test.send(Flux.never()).and(test.texts().then()),
				(test) -> Flux.merge(test.send(Flux.never()), test.texts().then()).then(),
				(test) -> Mono.when(test.texts().then(), test.send(Flux.never())),
				(test) -> Mono.zip(test.texts().then(Mono.just(1)), test.send(Flux.never()).thenReturn(2)).then());
		assertThat(besides).allSatisfy((beside) -> {
			TrafficTests test = new TrafficTests();
			test.receiving(beside.apply(test).flux());
			test.traffic.endInbound();
			assertThat(test.seen).containsExactly("end");
		});
	}

	@Test
	void whoSendsAfterTheEndOfWhatIsReceivedIsLetGo() {
		this.traffic.endInbound();
		receiving(send(Flux.never()).flux());
		assertThat(this.seen).containsExactly("end");
	}

	@Test
	void nothingIsSentAfterTheEnd() {
		this.traffic.endOutbound().subscribe();
		AtomicInteger released = new AtomicInteger();
		receiving(send(Flux.just("late").doOnNext((text) -> released.incrementAndGet())).flux());
		assertThat(this.session.sent).isEmpty();
		assertThat(this.seen).containsExactly("end");
	}

	@Test
	void failureToSendIsTold() {
		receiving(send(Flux.error(new IllegalStateException("broken"))).flux());
		assertThat(this.seen).containsExactly("java.lang.IllegalStateException: broken");
	}

	@Test
	void whoCancelsASendingEndsIt() {
		AtomicBoolean cancelled = new AtomicBoolean();
		receiving(send(Flux.<String>never().doOnCancel(() -> cancelled.set(true))).flux()).dispose();
		assertThat(cancelled).isTrue();
	}

	@Test
	void endComesOnceAndAfterTheLastMessageWhoeverIsQuicker() throws Exception {
		for (int round = 0; round < 500; round++) {
			TrafficTests test = new TrafficTests();
			AtomicInteger inside = new AtomicInteger();
			List<String> events = new ArrayList<>();
			test.traffic.receive().subscribe((message) -> {
				assertThat(inside.getAndIncrement()).isZero();
				events.add("message");
				assertThat(inside.decrementAndGet()).isZero();
			}, (ex) -> events.add("error"), () -> {
				assertThat(inside.get()).isZero();
				events.add("end");
			});
			CountDownLatch begin = new CountDownLatch(1);
			Thread ending = new Thread(() -> {
				await(begin);
				test.traffic.endInbound();
			});
			ending.start();
			begin.countDown();
			for (int i = 0; i < 20; i++) {
				test.session.arrive("x");
			}
			ending.join(TimeUnit.SECONDS.toMillis(10));
			assertThat(events).last().isEqualTo("end");
			assertThat(events).containsOnlyOnce("end").doesNotContain("error");
			assertThat(test.activity.inFlight()).isZero();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
