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
 * Tells the listeners on the calling thread, whatever they throw.
 */
final class ConnectionEvents {

	private static final System.Logger logger = System.getLogger(ConnectionListener.class.getName());

	private final List<ConnectionListener> listeners;

	private final Set<ConnectionListener> failed = ConcurrentHashMap.newKeySet();

	ConnectionEvents(List<ConnectionListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	void tell(Consumer<ConnectionListener> event) {
		for (ConnectionListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (RuntimeException | Error ex) {
				// There may be as many events as there are connections
				boolean first = this.failed.add(listener);
				logger.log(first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
						"Connection listener " + listener.getClass().getName() + " failed", ex);
			}
		}
	}

}
