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

package io.github.wsshutdown.tests.actuator;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.util.ClassUtils;

import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;
import io.github.wsshutdown.tests.jakarta.AnnotatedEndpoints;

/**
 * The endpoint on Jersey.
 */
@EnabledIf("isJerseyInThePlaceOfMvc")
class JerseyEndpointTests extends EndpointContract {

	static boolean isJerseyInThePlaceOfMvc() {
		return ClassUtils.isPresent("org.glassfish.jersey.server.ResourceConfig", null)
				&& !ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null);
	}

	@Override
	RunningApplication startApplication(String... properties) {
		return RunningApplication.start(List.of(TestApplication.class, AnnotatedEndpoints.class, Open.class),
				Stream.concat(Stream.of("spring.main.web-application-type=servlet"), Stream.of(properties))
					.toArray(String[]::new));
	}

}
