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
	ChatHandler chatHandler() {
		return new ChatHandler(new Rooms());
	}

	@Bean
	WebSocketConfigurer chatEndpoint(ChatHandler chatHandler) {
		return (registry) -> registry.addHandler(chatHandler, "/chat");
	}

}
