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

package io.github.wsshutdown.samples.live;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What bidders and onlookers see when the application is stopped.
 */
class LiveShutdownTests {

	private static final CloseStatus MOVING = new CloseStatus(1001, "The auction moves to another hall");

	private ConfigurableApplicationContext application;

	private int port;

	@BeforeEach
	void start() {
		this.application = SpringApplication.run(LiveApplication.class, "--server.port=0");
		this.port = this.application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void everyBidderIsToldWhy() throws Exception {
		Bidder ada = Bidder.enter(this.port, "Ada");
		Bidder bob = Bidder.enter(this.port, "Bob");
		this.application.close();
		assertThat(ada.closed()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(MOVING);
		assertThat(bob.closed()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(MOVING);
	}

	@Test
	void bidThatIsBeingCheckedIsAnsweredFirst() throws Exception {
		Bidder ada = Bidder.enter(this.port, "Ada");
		ada.say("1000000 in 1000 ms");
		assertThat(ada.answer()).startsWith("Asking");
		this.application.close();
		assertThat(ada.answer()).isEqualTo("You have bid 1000000");
		assertThat(ada.closed()).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(MOVING);
	}

	@Test
	void everyOnlookerIsToldWhenToComeBack() {
		Onlooker eve = Onlooker.enter(this.port);
		this.application.close();
		assertThat(eve.ended()).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(String.join("\n", eve.lines())).endsWith("""
				retry: 2000
				event: moving
				data: The auction moves to another hall
				""");
	}

}
