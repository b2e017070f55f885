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

package io.github.wsshutdown.tests.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;

import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.client.Dialect;

/**
 * The whole contract. A subclass says what the application is made of: the
 * {@code TestApplication}, and handlers of one kind at the {@code Endpoints}.
 */
public abstract class WebSocketContractTests implements ClosingContract, CloseCodeContract, InFlightContract,
		PatienceContract, RefusalContract, FailureContract, DrainerContract, LifecycleContract {

	private final List<RunningApplication> applications = new ArrayList<>();

	/**
	 * Returns what the application is made of.
	 * @return configuration classes
	 */
	protected abstract List<Class<?>> sources();

	/**
	 * Returns what the clients of those handlers speak.
	 * @return the dialect
	 */
	protected Dialect dialect() {
		return Dialect.PLAIN;
	}

	/**
	 * Returns what the application is always started with.
	 * @return properties, as {@code key=value}
	 */
	protected List<String> properties() {
		return List.of();
	}

	@Override
	public final RunningApplication start(String... properties) {
		String[] all = Stream.concat(properties().stream(), Stream.of(properties)).toArray(String[]::new);
		RunningApplication application = RunningApplication.start(sources(), dialect(), all);
		this.applications.add(application);
		return application;
	}

	@AfterEach
	void endApplications() {
		this.applications.forEach(RunningApplication::abandon);
	}

}
