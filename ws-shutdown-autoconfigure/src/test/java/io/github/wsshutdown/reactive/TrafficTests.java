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
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;

import io.github.wsshutdown.drain.Activity;
import io.github.wsshutdown.drain.CoarseClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a drain does to that which a session receives and sends.
 */
class TrafficTests {

	final StubSession session = new StubSession();

	final Activity activity = new Activity(new CoarseClock());

	final Traffic traffic = new Traffic(this.session, isCounted(), this.activity);

	private final List<String> seen = new CopyOnWriteArrayList<>();

	boolean isCounted() {
		return false;
	}

	TrafficTests another() {
		return new TrafficTests();
	}

	private Disposable receiving(Flux<?> flux) {
		return flux.subscribe((next) -> this.seen.add(next.toString()), (ex) -> this.seen.add(ex.toString()),
				() -> this.seen.add("end"));
	}

	private Flux<String> texts() {
		return this.traffic.receive().map(WebSocketMessage::getPayloadAsText);
	}

	final Mono<Void> send(Flux<String> texts) {
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
			TrafficTests test = another();
			endingInboundMeanwhile(test, () -> test.receiving(test.texts()));
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
	void messageIsSentBeforeTheNextOneIsMade() {
		List<String> sentBefore = new ArrayList<>();
		send(Flux.<String, Integer>generate(() -> 0, (number, sink) -> {
			sentBefore.addAll(this.session.sent);
			sink.next("m" + number);
			if (number == 1) {
				sink.complete();
			}
			return number + 1;
		})).subscribe();
		assertThat(sentBefore).containsExactly("m0");
		assertThat(this.session.sent).containsExactly("m0", "m1");
	}

	@Test
	void sendingThatEndsByItselfIsNotCancelled() {
		List<SignalType> signals = new ArrayList<>();
		send(Flux.just("a").doOnCancel(() -> signals.add(SignalType.CANCEL)).doFinally(signals::add)).subscribe();
		receiving(send(Flux.<String>error(new IllegalStateException("broken"))
			.doOnCancel(() -> signals.add(SignalType.CANCEL))).flux());
		this.traffic.endOutbound().subscribe();
		assertThat(signals).containsExactly(SignalType.ON_COMPLETE);
	}

	@Test
	void manySendingsAreEndedAtOnce() {
		this.session.flushingWhen(Mono.never());
		AtomicInteger cancelled = new AtomicInteger();
		for (int i = 0; i < 300; i++) {
			send(Flux.<String>never().doOnCancel(cancelled::incrementAndGet)).subscribe();
		}
		this.traffic.endOutbound().subscribe();
		assertThat(cancelled).hasValue(300);
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
			TrafficTests test = another();
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
		AtomicBoolean cancelled = new AtomicBoolean();
		receiving(send(Flux.just("late").concatWith(Flux.never()).doOnCancel(() -> cancelled.set(true))).flux());
		assertThat(this.session.sent).isEmpty();
		assertThat(this.seen).containsExactly("end");
		assertThat(cancelled).isTrue();
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
			TrafficTests test = another();
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
			endingInboundMeanwhile(test, () -> {
				for (int i = 0; i < 20; i++) {
					test.session.arrive("x");
				}
			});
			assertThat(events).last().isEqualTo("end");
			assertThat(events).containsOnlyOnce("end").doesNotContain("error");
			assertThat(test.activity.inFlight()).isZero();
		}
	}

	private static void endingInboundMeanwhile(TrafficTests test, Runnable action) throws InterruptedException {
		CountDownLatch begin = new CountDownLatch(1);
		Thread ending = new Thread(() -> {
			await(begin);
			test.traffic.endInbound();
		});
		ending.start();
		begin.countDown();
		action.run();
		ending.join(TimeUnit.SECONDS.toMillis(10));
	}

	static void await(CountDownLatch latch) {
		try {
			latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
