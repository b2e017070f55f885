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

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/**
 * Puts the chat at {@code /chat}; nothing here knows about shutdown.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class ChatConfiguration {

	@Bean
	Rooms rooms() {
		return new Rooms();
	}

	@Bean
	ChatHandler chatHandler(Rooms rooms) {
		return new ChatHandler(rooms);
	}

	@Bean
	WebSocketConfigurer chatEndpoint(ChatHandler chatHandler) {
		return (registry) -> registry.addHandler(chatHandler, "/chat");
	}

}
