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

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes bids, and answers each: a bidder whose bid is being checked must not lose the
 * answer.
 */
final class BidHandler implements WebSocketHandler {

	private static final Pattern BID = Pattern.compile("(\\d{1,7})(?: in (\\d{1,5}) ms)?");

	private static final String HELP = "A bid is a number, such as 120";

	private static final long BANK_MILLIS = 300;

	private final Auction auction;

	BidHandler(Auction auction) {
		this.auction = auction;
	}

	@Override
	public Mono<Void> handle(WebSocketSession session) {
		String bidder = nameOf(session);
		Flux<String> answers = session.receive()
			.map(WebSocketMessage::getPayloadAsText)
			.concatMap((line) -> answer(bidder, line));
		return session.send(answers.map(session::textMessage));
	}

	private static String nameOf(WebSocketSession session) {
		String name = UriComponentsBuilder.fromUri(session.getHandshakeInfo().getUri())
			.build()
			.getQueryParams()
			.getFirst("name");
		return (name != null) ? name : "somebody";
	}

	private Flux<String> answer(String bidder, String line) {
		Matcher bid = BID.matcher(line);
		if (!bid.matches()) {
			return Flux.just(HELP);
		}
		int amount = Integer.parseInt(bid.group(1));
		long millis = (bid.group(2) != null) ? Long.parseLong(bid.group(2)) : BANK_MILLIS;
		return Flux.concat(Mono.just("Asking your bank ..."), offer(bidder, amount, millis));
	}

	/**
	 * Takes a while, which stands for the bank.
	 */
	private Mono<String> offer(String bidder, int amount, long millis) {
		return Mono.delay(Duration.ofMillis(millis))
			.map((elapsed) -> this.auction.offer(bidder, amount) ? "You have bid " + amount
					: "Not enough: the price is " + this.auction.price());
	}

}
