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

	private final Map<String, Set<Member>> rooms = new ConcurrentHashMap<>();

	void join(Member member) {
		this.rooms.compute(member.room(), (name, members) -> {
			Set<Member> all = (members != null) ? members : ConcurrentHashMap.newKeySet();
			all.add(member);
			return all;
		});
	}

	void leave(Member member) {
		this.rooms.computeIfPresent(member.room(), (name, members) -> {
			members.remove(member);
			return members.isEmpty() ? null : members;
		});
	}

	/**
	 * Say something to everybody in the speaker's room, the speaker included.
	 */
	void say(Member speaker, String text) {
		String line = speaker.name() + ": " + text;
		this.rooms.getOrDefault(speaker.room(), Set.of()).forEach((member) -> member.send(line));
	}

}
