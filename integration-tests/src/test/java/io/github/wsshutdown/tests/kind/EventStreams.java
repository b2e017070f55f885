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

package io.github.wsshutdown.tests.kind;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.ConnectionRegistry;

/**
 * Streams that never end by themselves.
 */
@RestController
final class EventStreams {

	static final String PATH = "/events";

	private final ConnectionRegistry registry;

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "event-stream");
		thread.setDaemon(true);
		return thread;
	});

	EventStreams(ConnectionRegistry registry) {
		this.registry = registry;
	}

	@GetMapping(PATH)
	ResponseEntity<SseEmitter> open() throws IOException {
		Optional<Admission> admission = this.registry.tryAdmit(EventStream.KIND, PATH);
		if (admission.isEmpty()) {
			return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, "5").build();
		}
		SseEmitter emitter = new SseEmitter(0L);
		admission.get().established(new EventStream(emitter, PATH, this.registry.clock(), this.executor));
		emitter.send("hello");
		return ResponseEntity.ok(emitter);
	}

	@PreDestroy
	void shutdown() {
		this.executor.shutdownNow();
	}

}
