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

package io.github.wsshutdown.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

import io.github.wsshutdown.event.EventSourceRefusal;

/**
 * Properties of graceful shutdown for long-lived connections.
 */
@ConfigurationProperties("ws-shutdown")
public class WsShutdownProperties {

	/**
	 * How long a drain may take, from the stop of the application until what is left is
	 * cut. By default 'spring.lifecycle.timeout-per-shutdown-phase' less a tenth, at
	 * least a second and at most half of it.
	 */
	private @Nullable Duration timeout;

	/**
	 * Lifecycle phase in which connections are drained. The default is the last to start
	 * and the first to stop; 2147482623 drains beside the graceful shutdown of the web
	 * server.
	 */
	private int phase = Integer.MAX_VALUE;

	/**
	 * How long new connections are still let in after the application has begun to stop,
	 * for load balancers to notice. Counts towards the timeout. Zero for not at all.
	 */
	private Duration settle = Duration.ZERO;

	/**
	 * What refused newcomers are told in the Retry-After header; whole seconds, rounded
	 * up.
	 */
	private Duration retryAfter = Duration.ofSeconds(5);

	/**
	 * Path patterns within the application whose WebSocket connections and streams are
	 * left alone: not refused, not tracked, not closed.
	 */
	private List<String> excludePaths = new ArrayList<>();

	/**
	 * Names of handler mapping or request handler beans whose WebSocket connections are
	 * not tracked. Newcomers are still refused.
	 */
	private List<String> excludeBeans = new ArrayList<>();

	/**
	 * File to which the progress of a drain is written, so that it is known even if the
	 * process is killed. The next start logs what it says of the last drain and puts it
	 * aside, with '.1' behind its name.
	 */
	private @Nullable String journal;

	/**
	 * How long the platform waits from its wish that the application ends until it kills
	 * it, such as terminationGracePeriodSeconds in Kubernetes. A number alone means
	 * seconds. If not set, 30s in Kubernetes, and elsewhere nothing is checked.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration terminationGracePeriod;

	/**
	 * Name of an environment variable with the termination grace period, in seconds or
	 * with a unit; if it is set there, it goes before the property.
	 */
	private @Nullable String terminationGracePeriodVariable;

	private final Budget budget = new Budget();

	private final Close close = new Close();

	private final Pace pace = new Pace();

	private final InFlight inFlight = new InFlight();

	private final Streams streams = new Streams();

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

	public int getPhase() {
		return this.phase;
	}

	public void setPhase(int phase) {
		this.phase = phase;
	}

	public Duration getSettle() {
		return this.settle;
	}

	public void setSettle(Duration settle) {
		this.settle = settle;
	}

	public Duration getRetryAfter() {
		return this.retryAfter;
	}

	public void setRetryAfter(Duration retryAfter) {
		this.retryAfter = retryAfter;
	}

	public List<String> getExcludePaths() {
		return this.excludePaths;
	}

	public void setExcludePaths(List<String> excludePaths) {
		this.excludePaths = excludePaths;
	}

	public List<String> getExcludeBeans() {
		return this.excludeBeans;
	}

	public void setExcludeBeans(List<String> excludeBeans) {
		this.excludeBeans = excludeBeans;
	}

	public @Nullable String getJournal() {
		return this.journal;
	}

	public void setJournal(@Nullable String journal) {
		this.journal = journal;
	}

	public @Nullable Duration getTerminationGracePeriod() {
		return this.terminationGracePeriod;
	}

	public void setTerminationGracePeriod(@Nullable Duration terminationGracePeriod) {
		this.terminationGracePeriod = terminationGracePeriod;
	}

	public @Nullable String getTerminationGracePeriodVariable() {
		return this.terminationGracePeriodVariable;
	}

	public void setTerminationGracePeriodVariable(@Nullable String terminationGracePeriodVariable) {
		this.terminationGracePeriodVariable = terminationGracePeriodVariable;
	}

	public Budget getBudget() {
		return this.budget;
	}

	public Close getClose() {
		return this.close;
	}

	public Pace getPace() {
		return this.pace;
	}

	public InFlight getInFlight() {
		return this.inFlight;
	}

	public Streams getStreams() {
		return this.streams;
	}

	/**
	 * What a shutdown may take.
	 */
	public static class Budget {

		/**
		 * What happens at the start if a shutdown may take longer than the termination
		 * grace period.
		 */
		private BudgetPolicy check = BudgetPolicy.WARN;

		/**
		 * How long the platform's grace period has been running before the application is
		 * told to end, such as by a preStop hook.
		 */
		private Duration preStop = Duration.ZERO;

		/**
		 * What the rest of the shutdown is expected to take, such as the destruction of
		 * beans.
		 */
		private Duration teardown = Duration.ofSeconds(1);

		public BudgetPolicy getCheck() {
			return this.check;
		}

		public void setCheck(BudgetPolicy check) {
			this.check = check;
		}

		public Duration getPreStop() {
			return this.preStop;
		}

		public void setPreStop(Duration preStop) {
			this.preStop = preStop;
		}

		public Duration getTeardown() {
			return this.teardown;
		}

		public void setTeardown(Duration teardown) {
			this.teardown = teardown;
		}

	}

	/**
	 * How a connection is closed.
	 */
	public static class Close {

		/**
		 * Status code of the close frame. 1001 is "going away", 1012 "service restart".
		 */
		private int status = 1001;

		/**
		 * Reason in the close frame, at most 123 bytes of UTF-8. May be empty.
		 */
		private String reason = "Server is shutting down";

		/**
		 * How long writing one close frame may take, before a connection whose client
		 * does not read is given up.
		 */
		private Duration writeTimeout = Duration.ofSeconds(5);

		public int getStatus() {
			return this.status;
		}

		public void setStatus(int status) {
			this.status = status;
		}

		public String getReason() {
			return this.reason;
		}

		public void setReason(String reason) {
			this.reason = reason;
		}

		public Duration getWriteTimeout() {
			return this.writeTimeout;
		}

		public void setWriteTimeout(Duration writeTimeout) {
			this.writeTimeout = writeTimeout;
		}

	}

	/**
	 * How closes are spread over time.
	 */
	public static class Pace {

		/**
		 * Connections asked to leave in a second, evenly spread. Zero for as fast as
		 * possible.
		 */
		private int rate = 1000;

		/**
		 * Share of the timeout within which all have been asked, above 0 and at most 1.
		 * If the rate is too low for that, a higher one is used.
		 */
		private double maxShare = 0.5;

		public int getRate() {
			return this.rate;
		}

		public void setRate(int rate) {
			this.rate = rate;
		}

		public double getMaxShare() {
			return this.maxShare;
		}

		public void setMaxShare(double maxShare) {
			this.maxShare = maxShare;
		}

	}

	/**
	 * What happens to messages that are being handled.
	 */
	public static class InFlight {

		/**
		 * How long a connection with a message in flight is left to finish before it is
		 * closed all the same. Zero for not at all. By default all but the last quarter
		 * of the timeout, of which at least two seconds are kept.
		 */
		private @Nullable Duration grace;

		public @Nullable Duration getGrace() {
			return this.grace;
		}

		public void setGrace(@Nullable Duration grace) {
			this.grace = grace;
		}

	}

	/**
	 * What happens to server-sent events and other streams.
	 */
	public static class Streams {

		/**
		 * Media types of responses that are streams if they go on until somebody ends
		 * them. A download of such a type ends early too, at the end of an event or line.
		 */
		private List<String> mediaTypes = new ArrayList<>(List.of("text/event-stream", "application/x-ndjson",
				"application/stream+json", "multipart/x-mixed-replace"));

		/**
		 * After which time an EventSource is told to come back when its stream ends. By
		 * default 'ws-shutdown.retry-after'.
		 */
		private @Nullable Duration retry;

		/**
		 * How a new EventSource is refused. It comes back by itself only after "retry",
		 * which is 200 and a stream that ends at once; after "unavailable" (503) and
		 * "no-content" (204) it stays away.
		 */
		private EventSourceRefusal eventSourceRefusal = EventSourceRefusal.RETRY;

		private final LastEvent lastEvent = new LastEvent();

		public List<String> getMediaTypes() {
			return this.mediaTypes;
		}

		public void setMediaTypes(List<String> mediaTypes) {
			this.mediaTypes = mediaTypes;
		}

		public @Nullable Duration getRetry() {
			return this.retry;
		}

		public void setRetry(@Nullable Duration retry) {
			this.retry = retry;
		}

		public EventSourceRefusal getEventSourceRefusal() {
			return this.eventSourceRefusal;
		}

		public void setEventSourceRefusal(EventSourceRefusal eventSourceRefusal) {
			this.eventSourceRefusal = eventSourceRefusal;
		}

		public LastEvent getLastEvent() {
			return this.lastEvent;
		}

	}

	/**
	 * The last server-sent event of a stream that a drain ends.
	 */
	public static class LastEvent {

		/**
		 * Name of the last event of a stream of server-sent events. None by default, for
		 * no event or, if it has data, a plain message.
		 */
		private @Nullable String name;

		/**
		 * Data of the last event of a stream of server-sent events. None by default, for
		 * no event or, if it has a name, one with empty data.
		 */
		private @Nullable String data;

		public @Nullable String getName() {
			return this.name;
		}

		public void setName(@Nullable String name) {
			this.name = name;
		}

		public @Nullable String getData() {
			return this.data;
		}

		public void setData(@Nullable String data) {
			this.data = data;
		}

	}

}
