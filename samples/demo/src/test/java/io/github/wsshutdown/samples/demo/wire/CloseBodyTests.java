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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a close frame says, and what is answered.
 */
class CloseBodyTests {

	@Test
	void codeAndReasonAreRead() throws Exception {
		CloseBody body = CloseBody.of(new Frame(Opcode.CLOSE, new byte[] { 0x03, (byte) 0xe9, 'b', 'y', 'e' }));
		assertThat(body).isEqualTo(new CloseBody(1001, "bye"));
	}

	@Test
	void nothingMeansNoStatus() throws Exception {
		assertThat(CloseBody.of(new Frame(Opcode.CLOSE, new byte[0]))).isEqualTo(new CloseBody(1005, ""));
	}

	@Test
	void halfACodeIsRefused() {
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> CloseBody.of(new Frame(Opcode.CLOSE, new byte[1])));
	}

	@Test
	void answerEchoesTheCode() {
		assertThat(new CloseBody(1001, "bye").answer().payload()).containsExactly(0x03, 0xe9);
	}

	@Test
	void answerToNoStatusIsEmpty() {
		assertThat(new CloseBody(1005, "").answer().payload()).isEmpty();
	}

}
