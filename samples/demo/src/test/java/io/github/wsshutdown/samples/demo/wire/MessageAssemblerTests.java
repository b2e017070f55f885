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

package io.github.wsshutdown.samples.demo.wire;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How frames become messages.
 */
class MessageAssemblerTests {

	private final MessageAssembler messages = new MessageAssembler();

	@Test
	void singleFrameIsAMessage() throws Exception {
		assertThat(this.messages.add(frame(true, Opcode.TEXT, "all"))).contains("all");
	}

	@Test
	void fragmentsAreJoined() throws Exception {
		assertThat(this.messages.add(frame(false, Opcode.TEXT, "one "))).isEmpty();
		assertThat(this.messages.add(frame(false, Opcode.CONTINUATION, "two "))).isEmpty();
		assertThat(this.messages.add(frame(true, Opcode.CONTINUATION, "three"))).contains("one two three");
		assertThat(this.messages.add(frame(true, Opcode.TEXT, "next"))).contains("next");
	}

	@Test
	void continuationOfNothingIsRefused() {
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> this.messages.add(frame(true, Opcode.CONTINUATION, "")));
	}

	@Test
	void messageWithinAMessageIsRefused() throws Exception {
		this.messages.add(frame(false, Opcode.TEXT, "one "));
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> this.messages.add(frame(true, Opcode.TEXT, "another")));
	}

	private Frame frame(boolean last, Opcode opcode, String text) {
		return new Frame(last, opcode, text.getBytes(StandardCharsets.UTF_8));
	}

}
