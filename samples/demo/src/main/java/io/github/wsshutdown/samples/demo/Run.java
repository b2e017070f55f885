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

package io.github.wsshutdown.samples.demo;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.wsshutdown.samples.demo.Scenario.Variant;
import io.github.wsshutdown.samples.demo.crowd.Crowd;
import io.github.wsshutdown.samples.demo.seen.Exit;
import io.github.wsshutdown.samples.demo.seen.Observations;
import io.github.wsshutdown.samples.demo.seen.Shutdown;

/**
 * Starts an application, fills it with clients, stops it, and collects what they saw.
 */
final class Run {

	private static final Duration START = Duration.ofSeconds(60);

	private static final Duration STOP = Duration.ofSeconds(45);

	private static final Duration NEWS = Duration.ofSeconds(2);

	private final Scenario scenario;

	private final Variant variant;

	private final Path log;

	private final Progress progress;

	Run(Scenario scenario, Variant variant, Path logs, PrintStream out) {
		this.scenario = scenario;
		this.variant = variant;
		this.log = logs.resolve(scenario.name() + "-" + variant.name() + ".log");
		this.progress = new Progress(out, variant.name());
	}

	Shutdown run() throws InterruptedException {
		this.progress.say("starting %s", this.scenario.jar().getFileName());
		try (Application application = Application.start(this.scenario.jar(), this.scenario.arguments(this.variant),
				this.log); Crowd crowd = this.scenario.crowd().get()) {
			fill(application, crowd);
			return stop(application, crowd);
		}
	}

	private void fill(Application application, Crowd crowd) throws InterruptedException {
		InetSocketAddress address = application.awaitAddress(START);
		try {
			this.progress.say("connecting %,d clients", crowd.size());
			crowd.connect(address);
			this.progress.say("all are connected, and get busy");
			crowd.settle();
		}
		catch (IllegalStateException ex) {
			application.requireAlive();
			throw new DemoException(ex.getMessage() + ". The application's log is " + this.log, ex);
		}
		if (crowd.connected() < crowd.size()) {
			throw new DemoException("Only " + crowd.connected() + " of " + crowd.size()
					+ " clients are left before the shutdown. The application's log is " + this.log);
		}
	}

	private Shutdown stop(Application application, Crowd crowd) throws InterruptedException {
		application.requireAlive();
		this.progress.say("SIGTERM");
		long sigterm = System.nanoTime();
		application.terminate();
		crowd.serverIsStopping();
		Exit exit = awaitExit(application, crowd);
		this.progress.say("the process has ended with status %d", exit.status());
		Observations seen = crowd.serverHasStopped();
		return new Shutdown(this.variant.label(), sigterm, exit, seen);
	}

	private Exit awaitExit(Application application, Crowd crowd) throws InterruptedException {
		long deadline = System.nanoTime() + STOP.toNanos();
		while (true) {
			try {
				return application.exit().get(NEWS.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				this.progress.say("%,d of %,d clients have not left yet", crowd.connected(), crowd.size());
				if (System.nanoTime() - deadline > 0) {
					this.progress.say("killing it after %d s", STOP.toSeconds());
					application.kill();
				}
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex.getCause());
			}
		}
	}

}
