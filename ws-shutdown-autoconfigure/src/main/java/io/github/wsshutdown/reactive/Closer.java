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

package io.github.wsshutdown.reactive;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.container.Wire;
import io.github.wsshutdown.drain.Departure;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.Timer;

/**
 * Closes sessions on threads that may block, each within its budget.
 */
final class Closer {

	private static final Log logger = LogFactory.getLog(Closer.class);

	private final Timer timer;

	private final CloseLanes lanes;

	Closer(Timer timer, CloseLanes lanes) {
		this.timer = timer;
		this.lanes = lanes;
	}

	void execute(Runnable task) {
		this.lanes.execute(task);
	}

	Timer.Cancellable schedule(Duration delay, Runnable task) {
		return this.timer.schedule(delay, () -> execute(task));
	}

	/**
	 * Closes a session when what was sent before is written; cuts it if that takes longer
	 * than it may.
	 */
	Mono<Void> close(WebSocketSession session, Wire wire, Departure departure, Mono<Void> sent) {
		CloseStatus status = new CloseStatus(departure.code().orElse(CloseStatus.GOING_AWAY.getCode()),
				departure.reason());
		return Mono.defer(() -> {
			Timer.Cancellable watchdog = this.timer.schedule(departure.writeTimeout(), () -> wire.cut(Outcome.FAILED));
			wire.beforeClose(null, departure.writeTimeout());
			return sent.then(Mono.defer(() -> session.close(status))).doFinally((signal) -> {
				watchdog.cancel();
				wire.afterClose();
			});
		}).onErrorResume((ex) -> {
			logger.debug("Session " + session.getId() + " could not be closed", ex);
			return Mono.empty();
		}).subscribeOn(Schedulers.fromExecutor(this.lanes::execute));
	}

}
