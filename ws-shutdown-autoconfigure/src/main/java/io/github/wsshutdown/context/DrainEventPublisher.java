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

import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainPlan;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Progress;
import io.github.wsshutdown.drain.Straggler;

/**
 * Publishes what drains do as {@link DrainEvent}s, until it is destroyed: to look for
 * listeners in a context that is closed would make its beans anew.
 */
public final class DrainEventPublisher implements DrainListener, DisposableBean {

	private final ApplicationEventPublisher publisher;

	private volatile boolean destroyed;

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
		if (!this.destroyed) {
			this.publisher.publishEvent(event);
		}
	}

	@Override
	public void destroy() {
		this.destroyed = true;
	}

}
