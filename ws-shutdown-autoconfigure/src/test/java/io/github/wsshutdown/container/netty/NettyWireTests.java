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

package io.github.wsshutdown.container.netty;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is seen of a channel of Reactor Netty.
 */
class NettyWireTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final List<Object> passedOn = new ArrayList<>();

	private final Wire wire = tap();

	private Wire tap() {
		this.channel.pipeline().addLast(NettyPipeline.ReactiveBridge, new ChannelInboundHandlerAdapter() {

			@Override
			public void channelRead(ChannelHandlerContext context, Object message) {
				NettyWireTests.this.passedOn.add(message);
			}

		});
		Wire tapped = new NettyTap().wireOf(responseOf(this.channel));
		assertThat(tapped).isNotNull();
		return tapped;
	}

	@SuppressWarnings("unchecked")
	private static HttpServerResponse responseOf(EmbeddedChannel channel) {
		return (HttpServerResponse) Proxy.newProxyInstance(NettyWireTests.class.getClassLoader(),
				new Class<?>[] { HttpServerResponse.class }, (proxy, method, arguments) -> {
					((Consumer<Connection>) arguments[0]).accept(Connection.from(channel));
					return proxy;
				});
	}

	private CompletableFuture<Outcome> ended() {
		return this.wire.ended().toCompletableFuture();
	}

	/**
	 * Closes the channel and, unlike {@link EmbeddedChannel#close()}, drops nothing that
	 * is scheduled.
	 */
	private ChannelFuture closeAsReactorNettyDoes() {
		return this.channel.pipeline().close();
	}

	private void writeClose() {
		this.channel.writeOneOutbound(new CloseWebSocketFrame(1001, ""));
		this.channel.flushOutbound();
	}

	@Test
	void whatIsNotReactorNettyIsNotKnown() {
		assertThat(new NettyTap().wireOf("something else")).isNull();
		assertThat(new NettyTap().wireOf(responseOf(new EmbeddedChannel()))).isNull();
	}

	@Test
	void messagesPassBothWays() {
		TextWebSocketFrame frame = new TextWebSocketFrame("hello");
		this.channel.writeInbound(frame);
		assertThat(this.passedOn).containsExactly(frame);
		this.channel.writeOutbound(new TextWebSocketFrame("world"));
		assertThat(this.channel.<Object>readOutbound()).isInstanceOf(TextWebSocketFrame.class);
		assertThat(this.wire.isWriting()).isFalse();
	}

	@Test
	void channelLingersUntilThePeerHasAnswered() {
		this.wire.leaving();
		this.wire.beforeClose(null, Duration.ofSeconds(1));
		writeClose();
		this.wire.afterClose();
		this.channel.close();
		this.channel.close();
		assertThat(this.channel.isOpen()).isTrue();
		assertThat(this.wire.isCloseWritten()).isTrue();
		this.channel.writeInbound(new TextWebSocketFrame("late"));
		assertThat(this.passedOn).isEmpty();
		assertThat(ended()).isNotDone();
		this.channel.writeInbound(new CloseWebSocketFrame(1001, ""));
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(ended()).isCompletedWithValue(Outcome.PEER_ANSWERED);
	}

	/**
	 * Nobody may cut it: a session that opens when a drain is over is not part of one.
	 */
	@Test
	void channelOfAPeerThatDoesNotAnswerLingersNoLongerThanItsPatience() {
		this.wire.leaving();
		writeClose();
		List<String> told = new ArrayList<>();
		closeAsReactorNettyDoes().addListener((closed) -> told.add("closed"));
		this.channel.advanceTimeBy(29, TimeUnit.SECONDS);
		this.channel.writeInbound(new TextWebSocketFrame("late"));
		this.channel.runPendingTasks();
		assertThat(this.channel.isOpen()).isTrue();
		assertThat(told).isEmpty();
		this.channel.advanceTimeBy(1, TimeUnit.SECONDS);
		this.channel.runPendingTasks();
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(told).containsExactly("closed");
		assertThat(ended()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
	}

	@Test
	void patienceEndsWithTheChannel() {
		this.wire.leaving();
		writeClose();
		closeAsReactorNettyDoes();
		this.channel.writeInbound(new CloseWebSocketFrame(1001, ""));
		assertThat(this.channel.runScheduledPendingTasks()).as("when the next task is due").isNegative();
	}

	@Test
	void everyoneWhoClosesIsToldOfTheEnd() {
		this.wire.leaving();
		writeClose();
		List<String> told = new ArrayList<>();
		this.channel.close().addListener((closed) -> told.add("first"));
		this.channel.close().addListener((closed) -> told.add("second"));
		assertThat(told).isEmpty();
		this.channel.writeInbound(new CloseWebSocketFrame(1001, ""));
		assertThat(told).containsExactlyInAnyOrder("first", "second");
	}

	@Test
	void peerThatGoesWithoutAnAnswerIsGone() {
		this.wire.leaving();
		writeClose();
		List<String> told = new ArrayList<>();
		this.channel.close().addListener((closed) -> told.add("closed"));
		this.channel.disconnect();
		this.channel.pipeline().fireChannelInactive();
		assertThat(ended()).isCompletedWithValue(Outcome.PEER_GONE);
		assertThat(told).containsExactly("closed");
	}

	@Test
	void whoClosesAChannelThatThePeerHasEndedHasNotEndedIt() {
		this.wire.leaving();
		writeClose();
		this.channel.eventLoop().execute(() -> this.channel.unsafe().close(this.channel.voidPromise()));
		this.channel.eventLoop().execute(this.channel::close);
		this.channel.runPendingTasks();
		assertThat(ended()).isCompletedWithValue(Outcome.PEER_GONE);
	}

	@Test
	void whoIsCutDoesNotLinger() {
		this.wire.leaving();
		writeClose();
		this.channel.close();
		this.wire.cut(Outcome.TERMINATED);
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(ended()).isCompletedWithValue(Outcome.TERMINATED);
	}

	@Test
	void closeOfTheApplicationsOwnDoesNotLinger() {
		writeClose();
		this.channel.close();
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(ended()).isCompletedWithValue(Outcome.CLOSED_UNCONFIRMED);
		assertThat(this.wire.closeCode()).hasValue(1001);
	}

	@Test
	void peersOwnCloseIsPassedOn() {
		CloseWebSocketFrame frame = new CloseWebSocketFrame(1000, "");
		this.channel.writeInbound(frame);
		assertThat(this.passedOn).containsExactly(frame);
		assertThat(frame.statusCode()).isEqualTo(1000);
		writeClose();
		this.channel.close();
		assertThat(ended()).isCompletedWithValue(Outcome.PEER_ANSWERED);
		assertThat(this.wire.closeCode()).hasValue(1000);
	}

	@Test
	void connectionThatEndsWithoutACloseIsOfAPeerThatHasGone() {
		this.channel.close();
		assertThat(ended()).isCompletedWithValue(Outcome.PEER_GONE);
	}

}
