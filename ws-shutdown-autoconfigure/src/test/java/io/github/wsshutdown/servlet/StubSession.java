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

package io.github.wsshutdown.servlet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/**
 * A session without a connection, which is its own native session.
 */
final class StubSession implements NativeWebSocketSession {

	final List<CloseStatus> closes = new CopyOnWriteArrayList<>();

	final List<Object> sent = new CopyOnWriteArrayList<>();

	private final Map<String, Object> attributes = new ConcurrentHashMap<>();

	private @Nullable Principal principal;

	private @Nullable InetSocketAddress remote;

	private @Nullable IOException failure;

	private @Nullable IOException sendFailure;

	private Runnable duringClose = () -> {
	};

	StubSession with(String attribute, Object value) {
		this.attributes.put(attribute, value);
		return this;
	}

	StubSession of(Principal user, InetSocketAddress address) {
		this.principal = user;
		this.remote = address;
		return this;
	}

	StubSession duringClose(Runnable action) {
		this.duringClose = action;
		return this;
	}

	StubSession failingOnSend(IOException ex) {
		this.sendFailure = ex;
		return this;
	}

	StubSession failingOnClose(IOException ex) {
		this.failure = ex;
		return this;
	}

	@Override
	public Object getNativeSession() {
		return this;
	}

	@Override
	public <T> @Nullable T getNativeSession(@Nullable Class<T> requiredType) {
		return (requiredType == null) ? null : requiredType.cast(this);
	}

	@Override
	public String getId() {
		return "session-1";
	}

	@Override
	public URI getUri() {
		return URI.create("ws://localhost/chat");
	}

	@Override
	public HttpHeaders getHandshakeHeaders() {
		return new HttpHeaders();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	@Override
	public @Nullable Principal getPrincipal() {
		return this.principal;
	}

	@Override
	public @Nullable InetSocketAddress getLocalAddress() {
		return null;
	}

	@Override
	public @Nullable InetSocketAddress getRemoteAddress() {
		return this.remote;
	}

	@Override
	public @Nullable String getAcceptedProtocol() {
		return null;
	}

	@Override
	public void setTextMessageSizeLimit(int messageSizeLimit) {
	}

	@Override
	public int getTextMessageSizeLimit() {
		return 8192;
	}

	@Override
	public void setBinaryMessageSizeLimit(int messageSizeLimit) {
	}

	@Override
	public int getBinaryMessageSizeLimit() {
		return 8192;
	}

	@Override
	public List<WebSocketExtension> getExtensions() {
		return List.of();
	}

	@Override
	public void sendMessage(WebSocketMessage<?> message) throws IOException {
		if (this.sendFailure != null) {
			throw this.sendFailure;
		}
		this.sent.add(message.getPayload());
	}

	@Override
	public boolean isOpen() {
		return this.closes.isEmpty();
	}

	@Override
	public void close() throws IOException {
		close(CloseStatus.NORMAL);
	}

	@Override
	public void close(CloseStatus status) throws IOException {
		this.closes.add(status);
		this.duringClose.run();
		if (this.failure != null) {
			throw this.failure;
		}
	}

}
