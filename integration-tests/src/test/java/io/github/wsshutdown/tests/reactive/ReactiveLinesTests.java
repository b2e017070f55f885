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

package io.github.wsshutdown.tests.reactive;

import java.util.List;

import io.github.wsshutdown.tests.contract.Thorough;
import io.github.wsshutdown.tests.stream.StreamContractTests;

/**
 * The contract for lines of WebFlux.
 */
@Thorough
class ReactiveLinesTests extends StreamContractTests {

	@Override
	protected List<Class<?>> sources() {
		return List.of(ReactiveApplication.class, ContractStreams.class);
	}

	@Override
	protected List<String> properties() {
		return List.of("spring.main.web-application-type=reactive");
	}

	@Override
	protected String path() {
		return "/flux-lines";
	}

	@Override
	protected String mediaType() {
		return "application/x-ndjson";
	}

}
