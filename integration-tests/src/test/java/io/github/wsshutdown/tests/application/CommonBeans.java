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

package io.github.wsshutdown.tests.application;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the application has on either stack.
 */
@Configuration(proxyBeanMethods = false)
public class CommonBeans {

	@Bean
	Holds holds() {
		return new Holds();
	}

	@Bean
	Trouble trouble(Holds holds) {
		return new Trouble(holds);
	}

	@Bean
	Commands commands(Holds holds, ConfigurableApplicationContext context) {
		return new Commands(holds, context);
	}

	@Bean
	RecordingListener recordingListener() {
		return new RecordingListener();
	}

	@Bean
	RecordingConnectionListener recordingConnectionListener() {
		return new RecordingConnectionListener();
	}

	@Bean
	@ConditionalOnProperty("tests.listener")
	TroubleListener troubleListener(Trouble trouble, @Value("${tests.listener}") String kind) {
		return new TroubleListener(trouble, kind);
	}

}
