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

package io.github.wsshutdown.autoconfigure;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.PriorityOrdered;

import io.github.wsshutdown.stream.StreamFilter;

/**
 * Registers the filter of streams before those of the application, as the gate.
 */
final class StreamFilterRegistration extends FilterRegistrationBean<StreamFilter> implements PriorityOrdered {

	StreamFilterRegistration(StreamFilter filter) {
		super(filter);
		setName("wsShutdownStreamFilter");
		setOrder(HIGHEST_PRECEDENCE);
		setDispatcherTypes(DispatcherType.REQUEST);
		setAsyncSupported(true);
		addUrlPatterns("/*");
	}

}
