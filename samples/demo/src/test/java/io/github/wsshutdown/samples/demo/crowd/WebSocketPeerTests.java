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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.samples.demo.crowd.ScriptedServer.Script;
import io.github.wsshutdown.samples.demo.seen.Close;
import io.github.wsshutdown.samples.demo.seen.Knock;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a client does and notes when its server does this or that.
 */
class WebSocketPeerTests {

	private static final String CLOSE_1001_BYE = "\u0088\u0005\u0003\u00e9bye";

	private final EventLoop loop = new EventLoop();

	@AfterEach
	void stop() {
		this.loop.close();
	}

	@Test
	void closeFrameIsAnsweredAndThenTheServerEndsTcp() throws Exception {
		Ending ending = meet((socket, in, out) -> {
			ScriptedServer.letIn(in, out);
			ScriptedServer.say(out, CLOSE_1001_BYE);
			assertThat(unmask(in.readNBytes(8))).isEqualTo("\u0088\u0082\u0003\u00e9");
			socket.setSoTimeout(200);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(in::read);
		});
		assertThat(ending.close()).map(Close::words).contains("1001 \"bye\"");
		assertThat(ending.tcp()).isEqualTo(TcpEnd.FIN);
		assertThat(Knocking.classify(ending)).isEqualTo(Knock.CLOSED);
	}

	@Test
	void resetAfterTheCloseFrameIsBoth() throws Exception {
		Ending ending = meet((socket, in, out) -> {
			ScriptedServer.letIn(in, out);
			ScriptedServer.say(out, CLOSE_1001_BYE);
			in.readNBytes(8);
			socket.setSoLinger(true, 0);
		});
		assertThat(ending.close()).isPresent();
		assertThat(ending.tcp()).isEqualTo(TcpEnd.RESET);
	}

	@Test
	void endOfTcpIsNoClose() throws Exception {
		Ending ending = meet((socket, in, out) -> ScriptedServer.letIn(in, out));
		assertThat(ending.close()).isEmpty();
		assertThat(ending.tcp()).isEqualTo(TcpEnd.FIN);
		assertThat(Knocking.classify(ending)).isEqualTo(Knock.CUT);
	}

	@Test
	void resetIsNoClose() throws Exception {
		Ending ending = meet((socket, in, out) -> {
			ScriptedServer.letIn(in, out);
			socket.setSoLinger(true, 0);
		});
		assertThat(ending.close()).isEmpty();
		assertThat(ending.tcp()).isEqualTo(TcpEnd.RESET);
	}

	@Test
	void pingIsAnswered() throws Exception {
		meet((socket, in, out) -> {
			ScriptedServer.letIn(in, out);
			ScriptedServer.say(out, "\u0089\u0002hi");
			assertThat(unmask(in.readNBytes(8))).isEqualTo("\u008a\u0082hi");
		});
	}

	@Test
	void brokenProtocolIsNoted() throws Exception {
		Ending ending = meet((socket, in, out) -> {
			ScriptedServer.letIn(in, out);
			ScriptedServer.say(out, "\u00ff\u00ff");
			assertThat(in.read()).isEqualTo(-1);
		});
		assertThat(ending.tcp()).isEqualTo(TcpEnd.GARBLED);
	}

	@Test
	void refusalWithRetryAfterIsPolite() throws Exception {
		Ending ending = meet(
				(socket, in, out) -> ScriptedServer.say(out, "HTTP/1.1 503 \r\nRetry-After: 5\r\n\r\nbody"));
		assertThat(Knocking.classify(ending)).isEqualTo(Knock.REFUSED);
	}

	@Test
	void refusalWithoutRetryAfterIsAnotherAnswer() throws Exception {
		Ending ending = meet((socket, in, out) -> ScriptedServer.say(out, "HTTP/1.1 503 \r\n\r\n"));
		assertThat(Knocking.classify(ending)).isEqualTo(Knock.OTHER);
	}

	@Test
	void silenceIsNoAnswer() throws Exception {
		Ending ending = meet((socket, in, out) -> in.read());
		assertThat(Knocking.classify(ending)).isEqualTo(Knock.NO_ANSWER);
	}

	@Test
	void nobodyThereIsNoAnswer() throws Exception {
		InetSocketAddress nobody;
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			nobody = (InetSocketAddress) server.getLocalSocketAddress();
		}
		Ending ending = meet(nobody);
		assertThat(ending.tcp()).isEqualTo(TcpEnd.REFUSED);
		assertThat(Knocking.classify(ending)).isEqualTo(Knock.NO_ANSWER);
	}

	private Ending meet(Script script) throws Exception {
		try (ScriptedServer server = new ScriptedServer(script)) {
			Ending ending = meet(server.address());
			server.join();
			return ending;
		}
	}

	private Ending meet(InetSocketAddress server) throws Exception {
		CompletableFuture<Ending> ending = new CompletableFuture<>();
		WebSocketPeer peer = new WebSocketPeer(this.loop, ending::complete);
		this.loop.execute(() -> peer.connect(server, "/chat", 0));
		return ending.get(10, TimeUnit.SECONDS);
	}

	private String unmask(byte[] frame) {
		StringBuilder text = new StringBuilder().append((char) (frame[0] & 0xff)).append((char) (frame[1] & 0xff));
		for (int i = 6; i < frame.length; i++) {
			text.append((char) ((frame[i] ^ frame[2 + (i - 6) % 4]) & 0xff));
		}
		return text.toString();
	}

}
