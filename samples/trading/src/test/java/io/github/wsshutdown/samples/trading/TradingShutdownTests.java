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

package io.github.wsshutdown.samples.trading;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a trader sees when the desk's server is stopped.
 */
class TradingShutdownTests {

	private static final CloseStatus MOVING = new CloseStatus(1012, "The desk moves to another server");

	private ConfigurableApplicationContext application;

	private int port;

	@BeforeEach
	void start() {
		this.application = SpringApplication.run(TradingApplication.class, "--server.port=0");
		this.port = this.application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void everyOrderThatWasTakenIsConfirmed() throws Exception {
		Trader trader = Trader.connect(this.port);
		List<String> orders = IntStream.range(0, 20).mapToObj((i) -> "order " + i).toList();
		for (String order : orders) {
			trader.give(new Order(order, "TEA", 10, 100));
		}
		assertThat(trader.confirmation()).isIn(orders);
		this.application.close();
		assertThat(trader.confirmed()).containsExactlyInAnyOrderElementsOf(orders);
		assertThat(trader.closed()).isEqualTo(MOVING);
	}

	@Test
	void traderWhoOnlyWatchesIsToldWhy() throws Exception {
		Trader trader = Trader.connect(this.port);
		assertThat(trader.price()).isBetween(99.0, 101.0);
		this.application.close();
		assertThat(trader.closed()).isEqualTo(MOVING);
	}

}
