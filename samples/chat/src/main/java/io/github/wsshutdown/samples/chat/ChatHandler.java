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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * The chat: a line goes to everybody in the room, a line with a slash is a command.
 */
final class ChatHandler extends TextWebSocketHandler {

	private static final String MEMBER = "member";

	private static final Pattern SLOW = Pattern.compile("/slow (\\d{1,5}) (.+)");

	private static final Pattern FLOOD = Pattern.compile("/flood (\\d{1,7})");

	private final Rooms rooms;

	ChatHandler(Rooms rooms) {
		this.rooms = rooms;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) {
		Member member = Member.of(session);
		session.getAttributes().put(MEMBER, member);
		this.rooms.join(member);
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) throws InterruptedException {
		Member member = (Member) session.getAttributes().get(MEMBER);
		String line = message.getPayload();
		if (line.startsWith("/")) {
			command(member, line);
		}
		else {
			this.rooms.say(member, line);
		}
	}

	private void command(Member member, String line) throws InterruptedException {
		Matcher slow = SLOW.matcher(line);
		Matcher flood = FLOOD.matcher(line);
		if (slow.matches()) {
			member.send("Thinking...");
			member.send(thinkAbout(slow.group(2), Long.parseLong(slow.group(1))));
		}
		else if (flood.matches()) {
			flood(member, Integer.parseInt(flood.group(1)));
		}
		else {
			member.send("Commands: /slow <milliseconds> <text>, /flood <bytes>");
		}
	}

	/**
	 * Stands for work that takes its time: a query, a remote call, a model.
	 */
	private String thinkAbout(String text, long millis) throws InterruptedException {
		Thread.sleep(millis);
		return "After " + millis + " ms: " + text;
	}

	/**
	 * Stands for whatever sends by itself: a feed, a ticker, a broadcast. A client that
	 * does not read keeps such a thread waiting.
	 */
	private void flood(Member member, int bytes) {
		Thread feed = new Thread(() -> member.send("~".repeat(bytes)), "feed");
		feed.setDaemon(true);
		feed.start();
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		this.rooms.leave((Member) session.getAttributes().get(MEMBER));
	}

}
