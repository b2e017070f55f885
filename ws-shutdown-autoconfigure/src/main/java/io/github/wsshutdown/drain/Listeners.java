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
package io.github.wsshutdown.drain;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells listeners on the calling thread, whatever they throw.
 *
 * @param <L> the type of listeners
 */
final class Listeners<L> {

	private final System.Logger logger;

	private final String name;

	private final List<L> listeners;

	private final Set<L> failed = ConcurrentHashMap.newKeySet();

	/**
	 * Creates a set of listeners.
	 * @param type their type, by which they are logged
	 * @param name what they are called in the log
	 * @param listeners who is told, in this order
	 */
	Listeners(Class<L> type, String name, List<L> listeners) {
		this.logger = System.getLogger(type.getName());
		this.name = name;
		this.listeners = List.copyOf(listeners);
	}

	void tell(Consumer<L> event) {
		for (L listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException | Error ex) {
				// There may be as many events as there are connections
				boolean first = this.failed.add(listener);
				this.logger.log(first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
						this.name + " " + listener.getClass().getName() + " failed", ex);
			}
		}
	}

}
