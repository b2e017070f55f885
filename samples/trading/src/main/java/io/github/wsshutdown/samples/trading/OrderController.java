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

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.stereotype.Controller;

/**
 * Takes orders, one after another from each trader.
 */
@Controller
class OrderController {

	@MessageMapping("/orders")
	@SendToUser(destinations = "/queue/confirmations", broadcast = false)
	Confirmation execute(Order order) throws InterruptedException {
		// Stands for the exchange, which takes its time
		Thread.sleep(order.millis());
		return new Confirmation(order.id(), "Bought %d %s".formatted(order.quantity(), order.symbol()));
	}

}
