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

import org.springframework.context.ApplicationEvent;

import io.github.wsshutdown.drain.Drain;

/**
 * Something that happens to a drain; published in the application context whose
 * connections are drained.
 * <p>
 * Events come one after another, in the order in which things happened, on a thread of
 * this library that does nothing else: neither one that serves connections nor the one
 * that closes the context. What a listener throws is logged, the first time as a warning
 * and then at debug level, and changes nothing. One that blocks delays other events and
 * the end of the drain, by a bounded time, but no connection. Those of a shutdown are
 * published while the beans of the application still work; nothing is published any more
 * once the context has stopped, so none while beans are being destroyed.
 */
public abstract sealed class DrainEvent extends ApplicationEvent
		permits DrainStartedEvent, DrainProgressEvent, StragglerTerminatedEvent, DrainUndoneEvent, DrainFinishedEvent {

	private static final long serialVersionUID = 1L;

	DrainEvent(Drain drain) {
		super(drain);
	}

	/**
	 * Returns the drain.
	 * @return the drain, as {@link #getSource()}
	 */
	public Drain getDrain() {
		return (Drain) getSource();
	}

}
