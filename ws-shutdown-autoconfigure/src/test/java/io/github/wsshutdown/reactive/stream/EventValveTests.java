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

import java.util.ArrayList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.Scannable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.github.wsshutdown.event.EventFormat;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventValve} and {@link EventStream}.
 */
class EventValveTests {

	private final Source<Publisher<? extends DataBuffer>> source = new Source<>();

	private final Server<Publisher<? extends DataBuffer>> server = new Server<>();

	private EventStream stream = Bodies.stream(EventFormat.SERVER_SENT_EVENTS);

	private void connect() {
		Flux.from(this.source).transform(this.stream.ofGroups()).subscribe(this.server);
	}

	private void end() {
		this.stream.end(false);
		this.stream.proceed();
	}

	@Test
	void passesOnWhatIsAskedForUntilTheApplicationIsDone() {
		connect();
		this.server.request(2);
		assertThat(this.source.asked()).isEqualTo(2);
		this.source.emit(Bodies.group("data:1\n\n"));
		assertThat(this.stream.activity().inFlight()).isOne();
		this.server.write();
		assertThat(this.stream.activity().inFlight()).isZero();
		this.source.emit(Mono.just(Bodies.buffer("data:2\n\n")));
		this.source.complete();
		assertThat(this.server.isComplete()).isFalse();
		this.server.write();
		assertThat(this.server.isComplete()).isTrue();
		assertThat(this.server.written()).isEqualTo("data:1\n\ndata:2\n\n");
		assertThat(this.source.isCancelled()).isFalse();
		assertThat(this.stream.isCancelled()).isFalse();
		assertThat(this.stream.isFailed()).isFalse();
	}

	@Test
	void nobodyIsToldOfTheEndBeforeHeHasSubscribed() {
		List<String> seen = new ArrayList<>();
		this.stream = Bodies.stream(EventFormat.LINES);
		Flux.from(this.source).transform(this.stream.ofGroups()).subscribe(new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				end();
				seen.add("subscribed");
			}

			@Override
			protected void hookOnComplete() {
				seen.add("complete");
			}

		});
		assertThat(seen).containsExactly("subscribed", "complete");
	}

	@Test
	void nothingIsFusedPastIt() {
		List<String> seen = new ArrayList<>();
		Flux.range(1, 2)
			.map((number) -> Bodies.buffer("data:" + number + "\n\n"))
			.transform(this.stream.ofBuffers())
			.doOnNext((buffer) -> seen.add(buffer.toString(StandardCharsets.UTF_8)))
			.blockLast();
		assertThat(seen).containsExactly("data:1\n\n", "data:2\n\n");
	}

	@Test
	void quietStreamEndsAtOnce() {
		connect();
		this.server.request(1);
		end();
		assertThat(this.source.isCancelled()).isTrue();
		assertThat(this.server.isComplete()).isTrue();
		this.server.write();
		assertThat(this.server.written()).isEqualTo(Bodies.LAST);
	}

	@Test
	void streamThatBeginsLaterEndsAtOnce() {
		end();
		connect();
		this.server.request(1);
		assertThat(this.source.isCancelled()).isTrue();
		assertThat(this.source.asked()).isZero();
		assertThat(this.server.isComplete()).isTrue();
	}

	@Test
	void eventThatIsBeingWrittenIsWrittenToItsEnd() {
		connect();
		this.server.request(32);
		this.source.emit(Bodies.group("data:1\n\n"));
		this.source.emit(Bodies.group("data:2\n\n"));
		end();
		assertThat(this.server.isComplete()).isFalse();
		assertThat(this.source.isCancelled()).isFalse();
		this.server.write();
		assertThat(this.server.isComplete()).isFalse();
		this.server.write();
		assertThat(this.server.isComplete()).isTrue();
		assertThat(this.source.isCancelled()).isTrue();
		this.server.write();
		assertThat(this.server.written()).isEqualTo("data:1\n\ndata:2\n\n" + Bodies.LAST);
	}

	@Test
	void restOfAnEventIsAskedForAndWaitedFor() {
		connect();
		this.server.request(1);
		this.source.emit(Bodies.group("data:"));
		end();
		this.server.write();
		assertThat(this.source.asked()).isZero();
		this.server.request(2);
		assertThat(this.source.asked()).isOne();
		assertThat(this.server.isComplete()).isFalse();
		this.source.emit(Bodies.group("1\n\n"));
		this.server.write();
		this.server.write();
		assertThat(this.server.written()).isEqualTo("data:1\n\n" + Bodies.LAST);
		assertThat(this.server.isComplete()).isTrue();
		assertThat(this.stream.activity().inFlight()).isZero();
	}

	@Test
	void restOfAnEventThatDoesNotComeIsNotWaitedForInTheEnd() {
		connect();
		this.server.request(3);
		this.source.emit(Bodies.group("data:"));
		this.server.write();
		end();
		assertThat(this.server.isComplete()).isFalse();
		this.stream.end(true);
		this.stream.proceed();
		assertThat(this.server.isComplete()).isTrue();
		assertThat(this.server.write()).isFalse();
		assertThat(this.server.written()).isEqualTo("data:");
		assertThat(this.stream.activity().inFlight()).isZero();
	}

	@Test
	void lastEventWaitsUntilItIsAskedFor() {
		connect();
		end();
		assertThat(this.source.isCancelled()).isTrue();
		assertThat(this.server.isComplete()).isFalse();
		this.server.request(1);
		assertThat(this.server.isComplete()).isTrue();
	}

	@Test
	void applicationThatEndsItsStreamMeanwhileDoesNotHaveTheLastWord() {
		connect();
		this.server.request(5);
		this.source.emit(Bodies.group("data:1\n\n"));
		end();
		this.source.complete();
		this.server.write();
		this.server.write();
		assertThat(this.server.written()).isEqualTo("data:1\n\n" + Bodies.LAST);
	}

	@Test
	void applicationThatFailsMeanwhileFailsTheResponse() {
		connect();
		this.server.request(5);
		this.source.emit(Bodies.group("data:1\n\n"));
		end();
		this.source.fail();
		this.server.write();
		assertThat(this.server.failure()).hasMessage("deliberate");
		assertThat(this.stream.isFailed()).isTrue();
	}

	@Test
	void groupThatFailsIsKnown() {
		connect();
		this.server.request(5);
		this.source.emit(Flux.error(new IllegalStateException("deliberate")));
		this.server.write();
		assertThat(this.stream.isFailed()).isTrue();
	}

	@Test
	void applicationThatFailsWhenItIsCancelledDoesNoHarm() {
		this.source.onCancel = () -> {
			throw new IllegalStateException("deliberate");
		};
		connect();
		this.server.request(1);
		end();
		assertThat(this.server.isComplete()).isTrue();
	}

	@Test
	void clientThatLeavesCancelsTheApplication() {
		connect();
		this.server.request(5);
		this.source.emit(Bodies.group("data:1\n\n"));
		this.server.cancel();
		assertThat(this.source.isCancelled()).isTrue();
		assertThat(this.stream.isCancelled()).isTrue();
		assertThat(this.stream.activity().inFlight()).isZero();
		end();
		assertThat(this.server.isComplete()).isFalse();
	}

	@Test
	void whatIsNotPassedOnIsReleased() {
		List<NettyDataBuffer> buffers = new ArrayList<>();
		NettyDataBufferFactory factory = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);
		for (int i = 0; i < 4; i++) {
			buffers.add(factory.allocateBuffer(8));
		}
		connect();
		this.server.request(5);
		this.source.emit(Mono.just(buffers.get(0)));
		this.source.emit(Mono.just(buffers.get(1)));
		this.server.cancel();
		this.source.emit(Flux.just(buffers.get(2)));
		this.source.emit(Flux.error(new IllegalStateException("deliberate")));
		Source<DataBuffer> bufferSource = new Source<>();
		Server<DataBuffer> bufferServer = new Server<>();
		Flux.from(bufferSource)
			.transform(Bodies.stream(EventFormat.SERVER_SENT_EVENTS).ofBuffers())
			.subscribe(bufferServer);
		bufferServer.cancel();
		bufferSource.emit(buffers.get(3));
		assertThat(buffers.subList(1, 4)).allSatisfy((buffer) -> assertThat(buffer.isAllocated()).isFalse());
		// What was passed on is the server's business
		assertThat(buffers.get(0).isAllocated()).isTrue();
	}

	@Test
	void buffersAreToldApartByTheirOctets() {
		Source<DataBuffer> bufferSource = new Source<>();
		Server<DataBuffer> bufferServer = new Server<>();
		Flux.from(bufferSource).transform(this.stream.ofBuffers()).subscribe(bufferServer);
		bufferServer.request(Long.MAX_VALUE);
		bufferSource.emit(Bodies.buffer("data:one and more\r\n\r\ndata:t"));
		end();
		assertThat(bufferServer.isComplete()).isFalse();
		bufferSource.emit(Bodies.buffer("wo\r\n\r"));
		bufferSource.emit(Bodies.buffer("\n"));
		while (bufferServer.write()) {
			// Until everything is written
		}
		assertThat(bufferServer.isComplete()).isTrue();
		assertThat(bufferServer.written()).startsWith("data:one and more\r\n\r\ndata:two\r\n\r").endsWith(Bodies.LAST);
	}

	@Test
	void linesEndWithoutALastEvent() {
		this.stream = Bodies.stream(EventFormat.LINES);
		connect();
		this.server.request(1);
		this.source.emit(Bodies.group("{}\n"));
		this.server.write();
		end();
		assertThat(this.server.isComplete()).isTrue();
		assertThat(this.server.written()).isEqualTo("{}\n");
	}

	@Test
	void whatIsNotKnownEndsBehindAGroup() {
		this.stream = Bodies.stream(EventFormat.UNKNOWN);
		connect();
		this.server.request(1);
		this.source.emit(Bodies.group("--boundary"));
		end();
		assertThat(this.server.isComplete()).isFalse();
		this.server.write();
		assertThat(this.server.isComplete()).isTrue();
		Source<DataBuffer> bufferSource = new Source<>();
		Server<DataBuffer> bufferServer = new Server<>();
		EventStream buffers = Bodies.stream(EventFormat.UNKNOWN);
		Flux.from(bufferSource).transform(buffers.ofBuffers()).subscribe(bufferServer);
		bufferServer.request(1);
		bufferSource.emit(Bodies.buffer("--boundary"));
		buffers.end(false);
		buffers.proceed();
		assertThat(bufferServer.isComplete()).isTrue();
	}

	@Test
	void chainOfOperatorsCanBeSeen() {
		List<String> chain = new ArrayList<>();
		Flux<Publisher<? extends DataBuffer>> flux = Flux.<Publisher<? extends DataBuffer>>never()
			.transform(this.stream.ofGroups())
			.doOnSubscribe(
					(subscription) -> Scannable.from(subscription).parents().map(Scannable::name).forEach(chain::add));
		flux.subscribe(this.server);
		assertThat(chain).isNotEmpty();
	}

	@Test
	void groupThatIsAMonoStaysOne() {
		connect();
		this.server.request(1);
		this.source.emit(Mono.just(Bodies.buffer("data:1\n\n")));
		assertThat(this.server.poll()).isInstanceOf(Mono.class);
	}

	@Test
	void streamThatWasNotSubscribedToHasNotFailed() {
		this.stream.proceed();
		assertThat(this.stream.isCancelled()).isFalse();
		assertThat(this.stream.isFailed()).isFalse();
	}

}
