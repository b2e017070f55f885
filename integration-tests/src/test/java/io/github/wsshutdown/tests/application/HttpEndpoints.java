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

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The plain HTTP side of the application.
 */
@RestController
final class HttpEndpoints {

	private final Holds holds;

	HttpEndpoints(Holds holds) {
		this.holds = holds;
	}

	@GetMapping("/hello")
	String hello() {
		return "hello";
	}

	/**
	 * Has the whole response on its way before it returns: Tomcat counts a request as
	 * done when its servlet has returned, and may close the connection before it has
	 * written what is left.
	 */
	@GetMapping("/hold")
	void hold(@RequestParam("name") String name, HttpServletResponse response) throws IOException {
		this.holds.hold(name);
		response.setContentType("text/plain");
		response.setContentLength("done".length());
		response.getWriter().write("done");
		response.flushBuffer();
	}

	@GetMapping("/release")
	String release(@RequestParam("name") String name) {
		this.holds.release(name);
		return "released";
	}

}
