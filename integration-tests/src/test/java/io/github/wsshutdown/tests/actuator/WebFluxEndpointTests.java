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

package io.github.wsshutdown.tests.actuator;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.reactive.ReactiveApplication;
import io.github.wsshutdown.tests.reactive.ReactiveHandlers;

/**
 * The endpoint on WebFlux.
 */
class WebFluxEndpointTests extends EndpointContract {

	private Class<?> security = ReactiveOpen.class;

	@Override
	RunningApplication startApplication(String... properties) {
		return RunningApplication.start(List.of(ReactiveApplication.class, ReactiveHandlers.class, this.security),
				Stream.concat(Stream.of("spring.main.web-application-type=reactive"), Stream.of(properties))
					.toArray(String[]::new));
	}

	/**
	 * What a reactive handler does on other threads is waited for when it is asked to
	 * leave, and not counted before.
	 */
	@Override
	int busyWithOneAtWork() {
		return 0;
	}

	@Test
	void operatorsAreShownMoreThanOthersAndMayDoMore() throws Exception {
		this.security = ReactiveLocked.class;
		operatorsAreShownMoreThanOthersAndMayDoMore(start("management.endpoint.websockets.access=unrestricted",
				"management.endpoint.websockets.roles=OPERATOR"));
	}

}
