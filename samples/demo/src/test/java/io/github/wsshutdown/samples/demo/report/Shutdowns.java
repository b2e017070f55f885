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

package io.github.wsshutdown.samples.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.wsshutdown.samples.demo.seen.Close;
import io.github.wsshutdown.samples.demo.seen.Departure;
import io.github.wsshutdown.samples.demo.seen.Exit;
import io.github.wsshutdown.samples.demo.seen.Group;
import io.github.wsshutdown.samples.demo.seen.Knock;
import io.github.wsshutdown.samples.demo.seen.Observations;
import io.github.wsshutdown.samples.demo.seen.Shutdown;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;

/**
 * Small shutdowns to count in: one where everybody is cut, and one where nearly everybody
 * is told.
 */
final class Shutdowns {

	private static final long SIGTERM = Long.MAX_VALUE - 1;

	private Shutdowns() {
	}

	static Shutdown rough() {
		List<Departure> departures = List.of(cut(Group.IDLE, TcpEnd.FIN, 300), cut(Group.IDLE, TcpEnd.RESET, 300),
				cut(Group.STUCK, TcpEnd.FIN, 600));
		return new Shutdown("rough", SIGTERM, new Exit(143, at(500), false),
				new Observations(departures, 2, 0, List.of(Knock.CUT, Knock.NO_ANSWER)));
	}

	static Shutdown smooth() {
		List<Departure> departures = new ArrayList<>();
		for (int i = 1; i <= 100; i++) {
			departures.add(told(Group.IDLE, TcpEnd.FIN, 10 * i));
		}
		departures.add(told(Group.SLOW, TcpEnd.RESET, 3000));
		departures.add(cut(Group.STUCK, TcpEnd.RESET, 4000));
		return new Shutdown("smooth", SIGTERM, new Exit(143, at(4500), true),
				new Observations(departures, 2, 2, List.of(Knock.REFUSED, Knock.REFUSED)));
	}

	private static Departure told(Group group, TcpEnd tcp, long millis) {
		return new Departure(group, Optional.of(new Close("1001 \"<bye>\"", at(millis))), tcp, at(millis + 5));
	}

	private static Departure cut(Group group, TcpEnd tcp, long millis) {
		return new Departure(group, Optional.empty(), tcp, at(millis));
	}

	/** Past the greatest number, as the nanoseconds of a machine may be. */
	private static long at(long millis) {
		return SIGTERM + millis * 1_000_000;
	}

}
