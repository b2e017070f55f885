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

package io.github.wsshutdown.tests.node;

import java.util.Map;

import org.springframework.boot.json.JsonParserFactory;

import io.github.wsshutdown.tests.client.CloseFrame;

/**
 * What a client has seen.
 *
 * @param client the client's name
 * @param manner {@code idle} or {@code busy}
 * @param event {@code dialled}, {@code opened}, {@code heard}, {@code closed} or
 * {@code failed}
 * @param details what belongs to the event
 */
record Sighting(String client, String manner, String event, Map<String, Object> details) {

	/**
	 * Reads what the script has written.
	 * @param line a JSON object
	 * @return what it says
	 */
	static Sighting parse(String line) {
		Map<String, Object> json = JsonParserFactory.getJsonParser().parseMap(line);
		return new Sighting((String) json.get("client"), (String) json.get("manner"), (String) json.get("event"), json);
	}

	/**
	 * Returns the line that the client has heard.
	 */
	Object line() {
		return this.details.get("line");
	}

	/**
	 * Returns the code and the reason that the client was told.
	 */
	CloseFrame close() {
		return new CloseFrame((Integer) this.details.get("code"), (String) this.details.get("reason"));
	}

	/**
	 * Tells whether the client calls that a clean close.
	 */
	boolean clean() {
		return Boolean.TRUE.equals(this.details.get("clean"));
	}

}
