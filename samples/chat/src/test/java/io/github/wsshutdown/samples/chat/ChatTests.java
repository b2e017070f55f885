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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a member of the chat can do.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ChatTests {

	@LocalServerPort
	private int port;

	@Test
	void lineIsHeardByEverybodyInTheRoom() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "tea", "Ada");
		ChatClient bob = ChatClient.join(this.port, "tea", "Bob");
		ada.say("One lump or two?");
		assertThat(ada.hear()).isEqualTo("Ada: One lump or two?");
		assertThat(bob.hear()).isEqualTo("Ada: One lump or two?");
	}

	@Test
	void lineIsNotHeardInAnotherRoom() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "kitchen", "Ada");
		ChatClient bob = ChatClient.join(this.port, "garden", "Bob");
		ada.say("The cake is ready");
		assertThat(ada.hear()).isNotNull();
		bob.say("The roses are out");
		assertThat(bob.hear()).isEqualTo("Bob: The roses are out");
	}

	@Test
	void lineIsReadByWhoReadsAlong() throws Exception {
		ReaderClient reader = ReaderClient.join(this.port, "parlour");
		ChatClient ada = ChatClient.join(this.port, "parlour", "Ada");
		ada.say("Are we being watched?");
		assertThat(reader.read()).isEqualTo("data:Ada: Are we being watched?");
	}

	@Test
	void memberWhoLeftSpoilsNothing() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "hall", "Ada");
		ChatClient bob = ChatClient.join(this.port, "hall", "Bob");
		bob.leave();
		assertThat(bob.closed()).succeedsWithin(10, TimeUnit.SECONDS).matches(CloseStatus.NORMAL::equalsCode);
		ada.say("Bob?");
		assertThat(ada.hear()).isEqualTo("Ada: Bob?");
	}

	@Test
	void nameMayBeInAnyScript() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "unicode", "%C4%90or%C4%91e%20%26%20co");
		ada.say("zdravo");
		assertThat(ada.hear()).isEqualTo("Đorđe & co: zdravo");
	}

	@Test
	void slowCommandIsAnswered() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "library", "Ada");
		ada.say("/slow 20 what is the answer");
		assertThat(ada.hear()).isEqualTo("Thinking...");
		assertThat(ada.hear()).isEqualTo("After 20 ms: what is the answer");
	}

	@Test
	void floodCommandSendsThatMuch() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "harbour", "Ada");
		ada.say("/flood 1000000");
		assertThat(ada.hear()).hasSize(1_000_000);
	}

	@Test
	void unknownCommandIsExplained() throws Exception {
		ChatClient ada = ChatClient.join(this.port, "school", "Ada");
		ada.say("/slow soon");
		assertThat(ada.hear()).startsWith("Commands:");
	}

	@Test
	void pageIsServed() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/")).build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body()).contains("<title>Chat");
	}

}
