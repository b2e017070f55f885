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
	 * How many close frames there were of each kind, by code and reason.
	 */
	Map<String, Long> closes() {
		Map<String, Long> closes = new TreeMap<>();
		this.departures.stream().flatMap((departure) -> departure.close().stream()).forEach((close) -> {
			String reason = close.reason().isEmpty() ? "" : " \"" + close.reason() + "\"";
			closes.merge(close.code() + reason, 1L, Long::sum);
		});
		return closes;
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
