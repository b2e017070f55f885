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

package io.github.wsshutdown.container.tomcat;

import java.util.function.Function;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.InstanceManager;
import org.jspecify.annotations.Nullable;

import io.github.wsshutdown.drain.Activity;

/**
 * An endpoint's instance, watched: its session is told of before it is opened, and the
 * calls that open and close it are work in flight. The calls of its message handlers are
 * counted where the frames come in.
 */
final class WatchedEndpoint extends Endpoint {

	private static final Log logger = LogFactory.getLog(WatchedEndpoint.class);

	private final Endpoint endpoint;

	private final EndpointConfig config;

	private final @Nullable InstanceManager instanceManager;

	private final LateMessages lateMessages;

	private final Function<Session, Activity> opening;

	private volatile @Nullable Activity activity;

	private volatile boolean opened;

	/**
	 * Creates a watched endpoint.
	 * @param endpoint the endpoint
	 * @param config the configuration to open it with
	 * @param instanceManager where the endpoint's instance comes from
	 * @param lateMessages what to do about messages that come after this side's close
	 * @param opening is told of the session, and gives what counts its calls, one of
	 * which has begun
	 */
	WatchedEndpoint(Endpoint endpoint, EndpointConfig config, @Nullable InstanceManager instanceManager,
			LateMessages lateMessages, Function<Session, Activity> opening) {
		this.endpoint = endpoint;
		this.config = config;
		this.instanceManager = instanceManager;
		this.lateMessages = lateMessages;
		this.opening = opening;
	}

	@Override
	public void onOpen(Session session, EndpointConfig watchedConfig) {
		Activity counter = this.opening.apply(session);
		this.activity = counter;
		try {
			this.opened = true;
			this.endpoint.onOpen(session, this.config);
		}
		finally {
			counter.endHere();
		}
	}

	@Override
	public void onError(Session session, Throwable failure) {
		if (this.opened) {
			this.endpoint.onError(session, failure);
		}
	}

	@Override
	public void onClose(Session session, CloseReason reason) {
		try {
			tellClosed(session, reason);
		}
		finally {
			this.lateMessages.told(session);
			destroyInstance();
		}
	}

	/**
	 * Tells the endpoint, unless the session was closed before it could be told that it
	 * is open.
	 */
	private void tellClosed(Session session, CloseReason reason) {
		Activity counter = this.activity;
		if (counter == null || !this.opened) {
			return;
		}
		// The endpoint may have closed the session itself, and is then still running
		boolean begun = counter.beginHereUnlessNested();
		try {
			this.endpoint.onClose(session, reason);
		}
		finally {
			if (begun) {
				counter.endHere();
			}
		}
	}

	private void destroyInstance() {
		if (this.instanceManager != null) {
			try {
				this.instanceManager.destroyInstance(this.endpoint);
			}
			catch (ReflectiveOperationException | RuntimeException ex) {
				logger.warn("An endpoint could not be destroyed", ex);
			}
		}
	}

}
