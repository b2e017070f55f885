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

import org.junit.jupiter.api.Test;

import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.RunningApplication;
import io.github.wsshutdown.tests.application.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint on Spring MVC.
 */
class MvcEndpointTests extends EndpointContract {

	private Class<?> security = Open.class;

	@Override
	RunningApplication startApplication(String... properties) {
		return RunningApplication.start(List.of(TestApplication.class, RawHandlers.class, this.security), properties);
	}

	@Test
	void endpointOnAPortOfItsOwnAnswersWhileTheApplicationEnds() throws Exception {
		RunningApplication application = start("management.endpoint.websockets.access=unrestricted",
				"management.server.port=0", "management.server.address=127.0.0.1");
		int port = application.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
		assertThat(port).isNotEqualTo(application.port());
		answersWhileTheApplicationEnds(new Actuator(port, null));
	}

	@Test
	void operatorsAreShownMoreThanOthersAndMayDoMore() throws Exception {
		this.security = Locked.class;
		operatorsAreShownMoreThanOthersAndMayDoMore(start("management.endpoint.websockets.access=unrestricted",
				"management.endpoint.websockets.roles=OPERATOR"));
	}

	@Test
	void nothingMayBeDoneUnlessThatIsConfigured() throws Exception {
		RunningApplication application = start();
		Actuator actuator = Actuator.of(application);
		actuator.get("").expect(200);
		actuator.post("{}").expect(405);
		actuator.delete("").expect(405);
		actuator.delete("/" + "0".repeat(32)).expect(405);
	}

}
