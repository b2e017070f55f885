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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.PriorityOrdered;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.Scope;

/**
 * Drains everything when the application context stops, and closes the gate as soon as it
 * begins to close.
 * <p>
 * {@link #stop(Runnable)} returns at once; the phase ends when the drain is over, which
 * is before the phase's own timeout. Stopping, starting and stopping again works. Pausing
 * the context (Framework 7) leaves the connections alone.
 */
public final class DrainLifecycle implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(DrainLifecycle.class);

	private static final String SHUTDOWN_HOOK_THREAD = "SpringApplicationShutdownHook";

	private final ApplicationContext context;

	private final ConnectionDrainer drainer;

	private final Duration timeout;

	private final int phase;

	private volatile boolean running;

	private volatile boolean closing;

	/**
	 * Creates the lifecycle.
	 * @param context the context whose closing closes the gate
	 * @param drainer drains
	 * @param timeout how long a drain may take
	 * @param phase the phase to stop in
	 */
	public DrainLifecycle(ApplicationContext context, ConnectionDrainer drainer, Duration timeout, int phase) {
		this.context = context;
		this.drainer = drainer;
		this.timeout = timeout;
		this.phase = phase;
	}

	/**
	 * Closes the gate. A child's event, such as that of a separate management context, is
	 * published here too and does not count.
	 */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.closing = true;
			this.drainer.shutdownBegins();
		}
	}

	@Override
	public void start() {
		this.drainer.reset();
		this.running = true;
		this.context.publishEvent(new GateReopenedEvent(this.context));
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException("A drain takes time: use stop(Runnable)");
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		try {
			this.drainer.drain(new DrainRequest(Scope.everything(), cause(), this.timeout))
				.report()
				.whenComplete((report, failure) -> callback.run());
		}
		catch (RuntimeException | Error ex) {
			logger.error("Connections could not be drained", ex);
			callback.run();
		}
	}

	private Cause cause() {
		String thread = Thread.currentThread().getName();
		if (SHUTDOWN_HOOK_THREAD.equals(thread)) {
			return Cause.shutdown("the JVM is shutting down (SIGTERM or exit)");
		}
		return Cause.shutdown(
				"the application context was " + (this.closing ? "closed" : "stopped") + " by thread '" + thread + "'");
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

	/**
	 * Says that a pause of the context is no reason to drain. Overrides a method that
	 * exists since Framework 7.
	 * @return {@code false}
	 */
	public boolean isPauseable() {
		return false;
	}

	/**
	 * Returns the highest precedence, so that the gate is closed before anybody else
	 * learns of the closing.
	 * @return the highest precedence
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
