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

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * The auction of one thing, which goes on for ever.
 */
@Component
class Auction {

	private final Sinks.Many<Bid> bids = Sinks.many().replay().latest();

	private Bid highest = new Bid(0, "the house", 100);

	Auction() {
		this.bids.tryEmitNext(this.highest).orThrow();
	}

	/**
	 * Accepts a bid, unless there is one that is as high.
	 */
	synchronized boolean offer(String bidder, int amount) {
		if (amount <= this.highest.amount()) {
			return false;
		}
		this.highest = new Bid(this.highest.number() + 1, bidder, amount);
		this.bids.tryEmitNext(this.highest).orThrow();
		return true;
	}

	synchronized int price() {
		return this.highest.amount();
	}

	/**
	 * Returns the highest bid and all that come after it.
	 */
	Flux<Bid> bids() {
		return this.bids.asFlux();
	}

}
