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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ShutdownBudget;

/**
 * Auto-configuration for the sum of what a shutdown takes, and its check against what the
 * platform allows.
 */
@AutoConfiguration(after = WsShutdownAutoConfiguration.class)
@ConditionalOnBean(value = ConnectionDrainer.class, search = SearchStrategy.CURRENT)
public final class WsShutdownBudgetAutoConfiguration {

	/**
	 * What every line of Spring Boot calls the lifecycle of a web server of this context.
	 */
	private static final String GRACEFUL_SHUTDOWN = "webServerGracefulShutdown";

	@Bean
	@Lazy
	TerminationGrace wsShutdownTerminationGrace(WsShutdownProperties properties, Environment environment) {
		return TerminationGrace.of(properties, environment);
	}

	/**
	 * Comes late: whether there is a web server is known when it has been made.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ShutdownBudget wsShutdownBudget(WsShutdownProperties properties, DrainTime time, LifecycleProperties lifecycle,
			TerminationGrace grace, ConfigurableListableBeanFactory beanFactory, Environment environment) {
		boolean graceful = beanFactory.containsSingleton(GRACEFUL_SHUTDOWN)
				&& !"immediate".equalsIgnoreCase(environment.getProperty("server.shutdown"));
		return new ShutdownBudgetFactory(properties, time, lifecycle.getTimeoutPerShutdownPhase(), graceful)
			.create(grace);
	}

	@Bean
	@Lazy(false)
	BudgetCheck wsShutdownBudgetCheck(WsShutdownProperties properties, ObjectProvider<TerminationGrace> grace,
			ObjectProvider<ShutdownBudget> budget) {
		return new BudgetCheck(properties, grace::getObject, budget::getObject);
	}

}
