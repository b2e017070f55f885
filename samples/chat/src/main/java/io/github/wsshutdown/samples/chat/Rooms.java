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
