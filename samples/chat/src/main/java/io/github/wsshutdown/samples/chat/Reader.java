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

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Somebody who only reads along, over server-sent events.
 */
record Reader(SseEmitter emitter, String room) implements Listener {

	private static final Logger logger = LoggerFactory.getLogger(Reader.class);

	@Override
	public void send(String line) {
		try {
			this.emitter.send(line);
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("A reader is gone", ex);
		}
	}

}
