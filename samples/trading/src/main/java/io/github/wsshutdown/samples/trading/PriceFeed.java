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

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells everybody a price, five times a second.
 */
@Component
class PriceFeed {

	private final SimpMessagingTemplate messages;

	PriceFeed(SimpMessagingTemplate messages) {
		this.messages = messages;
	}

	@Scheduled(fixedRate = 200)
	void tick() {
		int cents = ThreadLocalRandom.current().nextInt(9_900, 10_100);
		this.messages.convertAndSend("/topic/prices", (Object) Map.of("symbol", "TEA", "price", cents / 100.0));
	}

}
