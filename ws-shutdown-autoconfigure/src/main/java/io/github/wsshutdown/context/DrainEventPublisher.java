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

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Progress;
import io.github.wsshutdown.drain.Straggler;

/**
 * Publishes what drains do as {@link DrainEvent}s, until everything in the context has
 * stopped: a listener that is told later would find beans that are destroyed, and to look
 * for listeners in a context that is closed would make its beans anew.
 */
public final class DrainEventPublisher implements DrainListener, SmartLifecycle, DisposableBean {

	private final ApplicationEventPublisher publisher;

	private volatile boolean running;

	private volatile boolean over;

	/**
	 * Creates the publisher.
	 * @param publisher the application context
	 */
	public DrainEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void started(Drain drain, DrainPlan plan) {
		publish(new DrainStartedEvent(drain, plan));
	}

	@Override
	public void progress(Drain drain, Progress progress) {
		publish(new DrainProgressEvent(drain, progress));
	}

	@Override
	public void terminated(Drain drain, Straggler straggler) {
		publish(new StragglerTerminatedEvent(drain, straggler));
	}

	@Override
	public void undrained(Drain drain, Progress progress) {
		publish(new DrainUndoneEvent(drain, progress));
	}

	@Override
	public void finished(Drain drain, DrainReport report) {
		publish(new DrainFinishedEvent(drain, report));
	}

	private void publish(DrainEvent event) {
		if (!this.over) {
			this.publisher.publishEvent(event);
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.over = false;
	}

	@Override
	public void stop() {
		this.running = false;
		this.over = true;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Returns the phase that stops last.
	 * @return the lowest phase
	 */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/**
	 * Says that a pause of the context ends nothing. Overrides a method that exists since
	 * Framework 7.
	 * @return {@code false}
	 */
	public boolean isPauseable() {
		return false;
	}

	/**
	 * A context that was never started is not stopped either.
	 */
	@Override
	public void destroy() {
		this.over = true;
	}

}
