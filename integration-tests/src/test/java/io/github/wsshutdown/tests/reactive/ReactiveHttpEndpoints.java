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

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.github.wsshutdown.tests.application.Holds;

/**
 * The plain HTTP side of the application.
 */
@RestController
final class ReactiveHttpEndpoints {

	private final Holds holds;

	ReactiveHttpEndpoints(Holds holds) {
		this.holds = holds;
	}

	@GetMapping("/hello")
	Mono<String> hello() {
		return Mono.just("hello");
	}

	@GetMapping("/hold")
	Mono<String> hold(@RequestParam("name") String name) {
		return Mono.fromSupplier(() -> {
			this.holds.hold(name);
			return "done";
		}).subscribeOn(Schedulers.boundedElastic());
	}

	@GetMapping("/release")
	Mono<String> release(@RequestParam("name") String name) {
		this.holds.release(name);
		return Mono.just("released");
	}

}
