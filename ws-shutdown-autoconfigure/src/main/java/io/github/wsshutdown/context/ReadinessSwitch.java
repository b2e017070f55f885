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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.Progress;

/**
 * Says that the application is not ready while everything is drained though the
 * application goes on, and that it is ready again when that is undone, or when the
 * context was stopped and starts again.
 * <p>
 * What somebody else has said of readiness, before or since, is left as it is; so is the
 * readiness of an application that is ending, which Spring Boot sees to. Liveness is
 * never touched. Each event makes this look at how things are, not at what it tells, so
 * it does not matter in which order events of several drains come.
 */
public final class ReadinessSwitch implements DrainListener, ApplicationListener<GateReopenedEvent>, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(ReadinessSwitch.class);

	private final ApplicationContext context;

	private final ApplicationAvailability availability;

	private final Supplier<ConnectionDrainer> drainer;

	/**
	 * How often somebody has asked to look since the last look began.
	 */
	private final AtomicInteger asked = new AtomicInteger();

	/**
	 * Only who looks reads and writes this.
	 */
	private @Nullable AvailabilityChangeEvent<ReadinessState> switchedOff;

	/**
	 * Creates the switch.
	 * @param context where the state is published
	 * @param availability what the state is
	 * @param drainer drains; asked for when the first drain begins
	 */
	public ReadinessSwitch(ApplicationContext context, ApplicationAvailability availability,
			Supplier<ConnectionDrainer> drainer) {
		this.context = context;
		this.availability = availability;
		this.drainer = drainer;
	}

	@Override
	public void started(Drain drain, DrainPlan plan) {
		adjust();
	}

	@Override
	public void undrained(Drain drain, Progress progress) {
		adjust();
	}

	@Override
	public void onApplicationEvent(GateReopenedEvent event) {
		if (event.getSource() == this.context) {
			adjust();
		}
	}

	/**
	 * One thread looks at a time, so that both states come in the order in which they
	 * hold. Nobody waits for it, for it runs the application's listeners: it looks again
	 * if it was asked meanwhile.
	 */
	private void adjust() {
		if (this.asked.getAndIncrement() > 0) {
			return;
		}
		int seen;
		do {
			seen = this.asked.get();
			try {
				look();
			}
			catch (RuntimeException | Error ex) {
				logger.warn("Readiness could not be changed", ex);
			}
		}
		while (!this.asked.compareAndSet(seen, 0));
	}

	private void look() {
		ConnectionDrainer current = this.drainer.get();
		if (current.isEnding()) {
			return;
		}
		boolean drained = current.isEverythingDrained();
		if (drained && this.switchedOff == null) {
			switchOff();
		}
		else if (!drained && this.switchedOff != null) {
			switchOn(this.switchedOff);
		}
	}

	private void switchOff() {
		if (this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) {
			this.switchedOff = new AvailabilityChangeEvent<>(this, ReadinessState.REFUSING_TRAFFIC);
			this.context.publishEvent(this.switchedOff);
		}
	}

	private void switchOn(AvailabilityChangeEvent<ReadinessState> own) {
		this.switchedOff = null;
		if (this.availability.getLastChangeEvent(ReadinessState.class) == own) {
			AvailabilityChangeEvent.publish(this.context, this, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	/**
	 * Returns the highest precedence, so that load balancers learn of a drain before
	 * other listeners take their time.
	 * @return the highest precedence
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
