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

package io.github.wsshutdown.stomp;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.messaging.MessagingException;

import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.servlet.OpenedSession;
import io.github.wsshutdown.stomp.TestChannel.Mood;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever becomes of messages, in the end none is in flight, and never fewer than none.
 */
class CountingProperties {

	@Property(tries = 500)
	void nothingIsInFlightInTheEnd(@ForAll("steps") List<Step> steps) throws Exception {
		OpenedSession session = new OpenedSession(new FakeTimer());
		StompPostProcessor postProcessor = new StompPostProcessor(new StompSessions(), StompHeartbeats::new,
				() -> new RelayEcho(new FakeTimer()));
		TestChannel outbound = new TestChannel(postProcessor, "clientOutboundChannel").handledBy((message) -> {
		});
		for (Step step : steps) {
			TestChannel inbound = new TestChannel(postProcessor, "clientInboundChannel");
			for (int i = 0; i < step.handlers(); i++) {
				boolean fails = i == step.failing();
				inbound.handledBy((message) -> {
					assertThat(session.activity().inFlight()).isNotNegative();
					outbound.in(step.mood()).channel().send(Messages.to("1"));
					if (fails) {
						throw new IllegalStateException("on purpose");
					}
				});
			}
			try {
				inbound.in(step.mood()).channel().send(Messages.from("1", session.attributes()));
			}
			catch (MessagingException ex) {
				// The sender's problem
			}
			assertThat(session.activity().inFlight()).isNotNegative();
			if (step.mood() == Mood.QUEUEING) {
				assertThat(session.activity().inFlight()).isGreaterThanOrEqualTo(step.handlers());
			}
			inbound.run();
			if (step.runningOutbound()) {
				outbound.run();
			}
			assertThat(session.activity().inFlight()).isNotNegative();
		}
		outbound.run();
		assertThat(session.activity().inFlight()).isZero();
	}

	@Provide
	Arbitrary<List<Step>> steps() {
		return Combinators
			.combine(Arbitraries.of(Mood.class), Arbitraries.integers().between(1, 3),
					Arbitraries.integers().between(0, 5), Arbitraries.of(true, false))
			.as(Step::new)
			.list()
			.ofMinSize(1)
			.ofMaxSize(10);
	}

	record Step(Mood mood, int handlers, int failing, boolean runningOutbound) {

	}

}
