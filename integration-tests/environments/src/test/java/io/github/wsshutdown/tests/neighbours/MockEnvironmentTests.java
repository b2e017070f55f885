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

package io.github.wsshutdown.tests.neighbours;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;

import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.tests.application.DrainRequests;
import io.github.wsshutdown.tests.application.Endpoints;
import io.github.wsshutdown.tests.application.RawHandlers;
import io.github.wsshutdown.tests.application.TestApplication;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Where there is no web server, there is a gate all the same.
 */
@SpringBootTest(classes = { TestApplication.class, RawHandlers.class, Unlocked.class })
@AutoConfigureMockMvc
class MockEnvironmentTests {

	@Autowired
	private MockMvc mvc;

	@Autowired
	private Drainer drainer;

	@Test
	void gateIsAmongTheFiltersOfMockMvc() throws Exception {
		this.drainer.drain(DrainRequests.everything());
		this.mvc.perform(get(Endpoints.COMMANDS).header("Upgrade", "websocket"))
			.andExpect(status().isServiceUnavailable())
			.andExpect(header().string("Retry-After", "5"));
		this.mvc.perform(get("/hello")).andExpect(status().isOk());
		this.drainer.undrain();
	}

}
