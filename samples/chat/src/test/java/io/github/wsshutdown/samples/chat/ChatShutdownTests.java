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

package io.github.wsshutdown.samples.chat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a member of the chat sees when its server is stopped.
 */
class ChatShutdownTests {

	private static final CloseStatus FAREWELL = new CloseStatus(1001, "We will be back in a moment");

	private ConfigurableApplicationContext application;

	private int port;

	@BeforeEach
	void start() {
		this.application = SpringApplication.run(ChatApplication.class, "--server.port=0");
		this.port = this.application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void everyMemberIsToldWhy() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "tea", "Ada");
		ChatClient bob = ChatClient.join(this.port, "garden", "Bob");
		this.application.close();
		assertThat(ada.closed()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(FAREWELL);
		assertThat(bob.closed()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(FAREWELL);
	}

	@Test
	void everyReaderIsToldWhenToComeBack() throws Exception {
		ReaderClient reader = ReaderClient.join(this.port, "tea");
		this.application.close();
		assertThat(reader.ended()).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(reader.read()).isEqualTo("retry: 5000");
	}

	@Test
	void lineThatIsBeingThoughtAboutIsAnsweredFirst() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "library", "Ada");
		ada.say("/slow 1000 why");
		assertThat(ada.hear()).isEqualTo("Thinking...");
		this.application.close();
		assertThat(ada.hear()).isEqualTo("After 1000 ms: why");
		assertThat(ada.closed()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(FAREWELL);
	}

}
