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

package io.github.wsshutdown.context;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Progress;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.drain.Straggler;

/**
 * Tells a drain in the log: a line when it starts, one every few seconds while it lasts,
 * a summary, and a warning that names who had to be cut. A drain that has nothing to do
 * is told at debug level.
 */
public final class LoggingDrainListener implements DrainListener {

	private static final Log logger = LogFactory.getLog(LoggingDrainListener.class);

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

	private static final int NAMED_STRAGGLERS = 20;

	private static final int NAMED_FRAMES = 3;

	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jdk.", "sun.", "jakarta.", "org.apache.",
			"org.springframework.", "org.eclipse.jetty.", "io.undertow.", "io.netty.", "reactor.",
			"io.github.wsshutdown.servlet.", "io.github.wsshutdown.stream.", "io.github.wsshutdown.container.");

	/**
	 * Creates the listener.
	 */
	public LoggingDrainListener() {
	}

	@Override
	public void started(Drain drain, DrainPlan plan) {
		log(plan.total() > 0,
				() -> "Draining " + connections(plan.total()) + of(drain) + " (" + plan.busy() + " busy): "
						+ causes(drain.causes()) + ". Asking them to leave over " + seconds(plan.window())
						+ ", cutting what is left after " + seconds(plan.timeout()));
	}

	@Override
	public void progress(Drain drain, Progress progress) {
		log(true,
				() -> "Still draining after " + seconds(progress.elapsed()) + ": " + progress.remaining() + " of "
						+ progress.total() + " connections left (" + progress.busy() + " busy), " + progress.asked()
						+ " asked, " + progress.refused() + " newcomers refused, " + seconds(progress.left())
						+ " until the deadline");
	}

	@Override
	public void undrained(Drain drain, Progress progress) {
		log(true, () -> "Drain" + of(drain) + " undone after " + seconds(progress.elapsed()) + ": " + progress.asked()
				+ " of " + connections(progress.total()) + " had been asked to leave");
	}

	@Override
	public void finished(Drain drain, DrainReport report) {
		log(report.total() > 0 || report.refused() > 0,
				() -> "Drained " + connections(report.total()) + of(drain) + " in " + seconds(report.elapsed()) + ": "
						+ report.count(Outcome.PEER_ANSWERED) + " answered, " + report.count(Outcome.PEER_GONE)
						+ " gone, " + report.count(Outcome.CLOSED_UNCONFIRMED) + " unconfirmed, "
						+ report.count(Outcome.TERMINATED) + " terminated, " + report.count(Outcome.FAILED)
						+ " failed; " + report.refused() + " newcomers refused");
		if (!report.stragglers().isEmpty()) {
			logger.warn(oneLine(stragglers(report.stragglers())));
		}
	}

	private static void log(boolean worthTelling, Supplier<String> message) {
		if (worthTelling) {
			logger.info(oneLine(message.get()));
		}
		else if (logger.isDebugEnabled()) {
			logger.debug(oneLine(message.get()));
		}
	}

	private static String stragglers(List<Straggler> stragglers) {
		StringBuilder message = new StringBuilder("Cut at the deadline: ").append(connections(stragglers.size()));
		for (Straggler straggler : stragglers.subList(0, Math.min(NAMED_STRAGGLERS, stragglers.size()))) {
			message.append("; ").append(describe(straggler));
		}
		if (stragglers.size() > NAMED_STRAGGLERS) {
			message.append("; and ").append(stragglers.size() - NAMED_STRAGGLERS).append(" more");
		}
		return message.toString();
	}

	private static String describe(Straggler straggler) {
		return straggler.kind() + " " + straggler.id() + " at " + straggler.endpoint() + ", open for "
				+ seconds(straggler.age()) + ", " + straggler.inFlight() + " in flight, " + doing(straggler.stack());
	}

	/**
	 * Returns where the handler's thread stands, and where the application's own code has
	 * led it there.
	 */
	private static String doing(List<String> stack) {
		if (stack.isEmpty()) {
			return "no handler running";
		}
		String callers = stack.stream()
			.skip(1)
			.filter((frame) -> LIBRARIES.stream().noneMatch(frame::startsWith))
			.limit(NAMED_FRAMES)
			.collect(Collectors.joining(" < "));
		return "handler in " + stack.get(0) + (callers.isEmpty() ? "" : " < " + callers);
	}

	/**
	 * Takes out what could begin a new line or steer a terminal: names come from outside
	 * of this library.
	 */
	private static String oneLine(String message) {
		return UNPRINTABLE.matcher(message).replaceAll("?");
	}

	private static String of(Drain drain) {
		return drain.scope().equals(Scope.everything()) ? "" : " of " + drain.scope();
	}

	private static String connections(int count) {
		return (count == 1) ? "1 connection" : count + " connections";
	}

	private static String causes(List<Cause> causes) {
		return causes.stream().map(Cause::description).collect(Collectors.joining(", then "));
	}

	private static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
	}

}
