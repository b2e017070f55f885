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
