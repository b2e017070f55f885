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

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.github.wsshutdown.samples.demo.seen.Departure;
import io.github.wsshutdown.samples.demo.seen.Group;
import io.github.wsshutdown.samples.demo.seen.Knock;
import io.github.wsshutdown.samples.demo.seen.Shutdown;
import io.github.wsshutdown.samples.demo.seen.TcpEnd;

/**
 * What there is to count in one shutdown.
 */
final class Figures {

	private final Shutdown shutdown;

	private final List<Departure> departures;

	Figures(Shutdown shutdown) {
		this.shutdown = shutdown;
		this.departures = shutdown.seen().departures();
	}

	static boolean isClosed(Departure departure) {
		return departure.close().isPresent();
	}

	long clients(Predicate<Departure> which) {
		return this.departures.stream().filter(which).count();
	}

	long closed() {
		return clients(Figures::isClosed);
	}

	/**
	 * How many close frames there were of each kind.
	 */
	Map<String, Long> closes() {
		Map<String, Long> closes = new TreeMap<>();
		this.departures.stream()
			.flatMap((departure) -> departure.close().stream())
			.forEach((close) -> closes.merge(close.words(), 1L, Long::sum));
		return closes;
	}

	/**
	 * How many goodbyes there were with that in their words.
	 */
	long closes(String words) {
		return clients((departure) -> departure.close().filter((close) -> close.words().contains(words)).isPresent());
	}

	long cut(TcpEnd how) {
		return clients((departure) -> !isClosed(departure) && departure.tcp() == how);
	}

	long resetAfterClose() {
		return clients((departure) -> isClosed(departure) && departure.tcp() == TcpEnd.RESET);
	}

	long size(Group group) {
		return clients((departure) -> departure.group() == group);
	}

	long closed(Group group) {
		return clients((departure) -> departure.group() == group && isClosed(departure));
	}

	long knocks(Knock answer) {
		return this.shutdown.seen().knocks().stream().filter(answer::equals).count();
	}

	/**
	 * The seconds until that share of the close frames had come, of clients that nothing
	 * holds up.
	 */
	OptionalDouble secondsToClose(double share) {
		double[] seconds = this.departures.stream()
			.filter((departure) -> isClosed(departure) && departure.group().isPrompt())
			.mapToDouble(this.shutdown::secondsTo)
			.sorted()
			.toArray();
		if (seconds.length == 0) {
			return OptionalDouble.empty();
		}
		return OptionalDouble.of(seconds[(int) Math.ceil(share * seconds.length) - 1]);
	}

}
