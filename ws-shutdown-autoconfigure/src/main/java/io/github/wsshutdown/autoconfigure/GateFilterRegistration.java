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

import io.github.wsshutdown.servlet.GateFilter;

/**
 * Registers the gate before every other filter: being {@link PriorityOrdered}, it goes
 * before those that merely have the highest precedence too.
 */
final class GateFilterRegistration extends FilterRegistrationBean<GateFilter> implements PriorityOrdered {

	GateFilterRegistration(GateFilter filter) {
		super(filter);
		setName("wsShutdownGateFilter");
		setOrder(HIGHEST_PRECEDENCE);
		setDispatcherTypes(DispatcherType.REQUEST);
		addUrlPatterns("/*");
	}

}
