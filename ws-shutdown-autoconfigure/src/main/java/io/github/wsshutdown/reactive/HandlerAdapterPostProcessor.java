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

package io.github.wsshutdown.reactive;

import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;

/**
 * Puts a service that tracks sessions into every {@link WebSocketHandlerAdapter}.
 */
public final class HandlerAdapterPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(HandlerAdapterPostProcessor.class);

	private final Function<WebSocketService, WebSocketService> tracking;

	/**
	 * Creates the post-processor.
	 * @param tracking wraps a service; not called before the first adapter turns up
	 */
	public HandlerAdapterPostProcessor(Function<WebSocketService, WebSocketService> tracking) {
		this.tracking = tracking;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof WebSocketHandlerAdapter adapter)
				|| adapter.getWebSocketService() instanceof TrackingWebSocketService) {
			return bean;
		}
		if (adapter.getClass() != WebSocketHandlerAdapter.class) {
			logger.warn("WebSocket sessions of '" + beanName + "' are not drained: " + adapter.getClass().getName()
					+ " is a subclass of WebSocketHandlerAdapter and is left as it is");
			return bean;
		}
		WebSocketHandlerAdapter tracked = new WebSocketHandlerAdapter(
				this.tracking.apply(adapter.getWebSocketService()));
		tracked.setOrder(adapter.getOrder());
		return tracked;
	}

}
