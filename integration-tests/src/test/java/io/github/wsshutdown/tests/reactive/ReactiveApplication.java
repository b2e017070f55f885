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
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.github.wsshutdown.tests.application.CommonBeans;
import io.github.wsshutdown.tests.application.FilteredPaths;

/**
 * The application on WebFlux, without any WebSocket handler.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ CommonBeans.class, ReactiveHttpEndpoints.class, ReactiveServer.class })
public class ReactiveApplication {

	/**
	 * Creates a scheduler of an application's own, for what may block: what is stuck in
	 * that which all share holds up whatever comes to be queued behind it.
	 * @return the scheduler
	 */
	static Scheduler scheduler() {
		return Schedulers.newBoundedElastic(Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE,
				Schedulers.DEFAULT_BOUNDED_ELASTIC_QUEUESIZE, "application", 60, true);
	}

	@Bean
	RecordingWebFilter recordingWebFilter() {
		return new RecordingWebFilter();
	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	static final class RecordingWebFilter implements WebFilter, FilteredPaths {

		private final List<String> paths = new CopyOnWriteArrayList<>();

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			this.paths.add(exchange.getRequest().getPath().value());
			return chain.filter(exchange);
		}

		@Override
		public List<String> paths() {
			return this.paths;
		}

	}

}
