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

package io.github.wsshutdown.context;

import java.io.Serial;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;

/**
 * Says that a context that starts, or starts again, lets connections in. Spring's own
 * events do not come when a context is stopped and started by a checkpoint.
 */
final class GateReopenedEvent extends ApplicationEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	GateReopenedEvent(ApplicationContext context) {
		super(context);
	}

}
