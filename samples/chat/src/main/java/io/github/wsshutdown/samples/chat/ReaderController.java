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

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Lets anybody read along in a room.
 */
@RestController
class ReaderController {

	private static final long FOR_EVER = 0;

	private final Rooms rooms;

	ReaderController(Rooms rooms) {
		this.rooms = rooms;
	}

	@GetMapping(path = "/rooms/{room}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter read(@PathVariable("room") String room) {
		Reader reader = new Reader(new SseEmitter(FOR_EVER), room);
		reader.emitter().onCompletion(() -> this.rooms.leave(reader));
		this.rooms.join(reader);
		reader.send("You are reading along");
		return reader.emitter();
	}

}
