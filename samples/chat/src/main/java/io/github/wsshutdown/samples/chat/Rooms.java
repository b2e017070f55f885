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

package io.github.wsshutdown.samples.chat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is in which room; a room exists as long as somebody is in it.
 */
final class Rooms {

	private final Map<String, Set<Listener>> rooms = new ConcurrentHashMap<>();

	void join(Listener listener) {
		this.rooms.compute(listener.room(), (name, listeners) -> {
			Set<Listener> all = (listeners != null) ? listeners : ConcurrentHashMap.newKeySet();
			all.add(listener);
			return all;
		});
	}

	void leave(Listener listener) {
		this.rooms.computeIfPresent(listener.room(), (name, listeners) -> {
			listeners.remove(listener);
			return listeners.isEmpty() ? null : listeners;
		});
	}

	/**
	 * Say something to everybody in the speaker's room, the speaker included.
	 */
	void say(Member speaker, String text) {
		String line = speaker.name() + ": " + text;
		this.rooms.getOrDefault(speaker.room(), Set.of()).forEach((listener) -> listener.send(line));
	}

}
