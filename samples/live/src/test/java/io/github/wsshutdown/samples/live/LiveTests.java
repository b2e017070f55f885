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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The auction as such.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LiveTests {

	@LocalServerPort
	private int port;

	@Test
	void bidIsAnsweredAndShownToEverybody() throws Exception {
		Onlooker eve = Onlooker.enter(this.port);
		Bidder ada = Bidder.enter(this.port, "Ada");
		ada.say("1000000 in 0 ms");
		assertThat(ada.answer()).startsWith("Asking");
		assertThat(ada.answer()).isEqualTo("You have bid 1000000");
		await().untilAsserted(() -> assertThat(eve.lines())
			.anyMatch((line) -> line.contains("\"bidder\":\"Ada\",\"amount\":1000000")));
	}

	@Test
	void bidThatIsTooLowIsRefused() throws Exception {
		Bidder bob = Bidder.enter(this.port, "Bob");
		bob.say("1 in 0 ms");
		assertThat(bob.answer()).startsWith("Asking");
		assertThat(bob.answer()).startsWith("Not enough");
	}

	@Test
	void priceIsShown() {
		assertThat(Onlooker.enter(this.port).lines()).anyMatch((line) -> line.matches("data:\\{.*\"amount\":\\d+.*"));
	}

	@Test
	void pageIsServed() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/")).build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body()).contains("<title>Auction");
	}

}
