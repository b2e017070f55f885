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

package io.github.wsshutdown.tests.stomp;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.CloseStatus;

import io.github.wsshutdown.servlet.InFlight;
import io.github.wsshutdown.tests.application.Commands;
import io.github.wsshutdown.tests.application.DeliberateException;
import io.github.wsshutdown.tests.application.Peer;

/**
 * Runs {@link Commands} for a STOMP session.
 */
@Controller
class StompCommands {

	/**
	 * What is so long that a session which cannot send it at once blocks its sender.
	 */
	private static final int LONG = 1024 * 1024;

	private final Commands commands;

	private final StompSessions sessions;

	private final SimpMessagingTemplate template;

	StompCommands(Commands commands, StompSessions sessions, SimpMessagingTemplate template) {
		this.commands = commands;
		this.sessions = sessions;
		this.template = template;
	}

	@MessageMapping("/command")
	void run(@Payload String line, SimpMessageHeaderAccessor headers) throws IOException {
		this.commands.run(line, new StompPeer(headers.getSessionId(), headers.getSessionAttributes()));
	}

	/**
	 * Answers {@code later} when {@code work} is released, by a future.
	 */
	@MessageMapping("/later")
	@SendToUser(destinations = "/queue/replies", broadcast = false)
	CompletableFuture<String> answerLater(SimpMessageHeaderAccessor headers) {
		CompletableFuture<String> answer = new CompletableFuture<>();
		new Thread(() -> {
			this.commands.awaitRelease("work");
			answer.complete("later");
		}, "later").start();
		return answer;
	}

	/**
	 * Closes the session, as Spring does when a raw handler has failed.
	 */
	@MessageExceptionHandler(DeliberateException.class)
	void fail(SimpMessageHeaderAccessor headers) throws IOException {
		this.sessions.get(headers.getSessionId()).close(CloseStatus.SERVER_ERROR);
	}

	private final class StompPeer implements Peer {

		private final String id;

		private final Map<String, Object> attributes;

		private volatile Sending last;

		StompPeer(String id, Map<String, Object> attributes) {
			this.id = id;
			this.attributes = attributes;
		}

		@Override
		public void send(String text) {
			Sending sending = new Sending();
			this.last = sending;
			SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create();
			headers.setSessionId(this.id);
			headers.setHeader(Sending.HEADER, sending);
			StompCommands.this.template.convertAndSendToUser(this.id, "/queue/replies", text,
					headers.getMessageHeaders());
			if (text.length() >= LONG) {
				sending.await();
			}
		}

		@Override
		public Thread.State stateOf(Thread sender) {
			Sending sending = this.last;
			return (sending != null) ? sending.state() : Thread.State.NEW;
		}

		@Override
		public void close(int code) throws IOException {
			StompCommands.this.sessions.get(this.id).close(new CloseStatus(code));
		}

		@Override
		public Runnable beginWork() {
			return InFlight.begin(this.attributes)::close;
		}

	}

}
