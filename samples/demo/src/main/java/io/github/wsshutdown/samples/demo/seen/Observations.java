package io.github.wsshutdown.samples.demo.seen;

import java.util.List;

/**
 * Everything that the crowd of one run saw.
 *
 * @param departures one for each client
 * @param repliesExpected how many slow messages were under way when the server was told
 * to stop
 * @param repliesReceived how many of them were answered
 * @param knocks one for each attempt to connect meanwhile
 */
public record Observations(List<Departure> departures, int repliesExpected, int repliesReceived, List<Knock> knocks) {

	public Observations {
		departures = List.copyOf(departures);
		knocks = List.copyOf(knocks);
	}

}
