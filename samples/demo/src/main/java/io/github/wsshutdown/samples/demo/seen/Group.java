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

package io.github.wsshutdown.samples.demo.seen;

/**
 * What a client was doing when its server was told to stop.
 */
public enum Group {

	/** Listened. */
	IDLE("idle", true),

	/** Kept sending and kept reading. */
	CHATTY("sending all the time", true),

	/** Was a client of another make, as an independent witness. */
	WITNESS("JDK HttpClient", true),

	/** Waited for the reply to a slow message. */
	SLOW("waiting for a slow reply", false),

	/** Had stopped reading, so that the server could not write to it. */
	STUCK("not reading", false),

	/** Read a stream of events. */
	STREAM("reading a stream", true);

	private final String label;

	private final boolean prompt;

	Group(String label, boolean prompt) {
		this.label = label;
		this.prompt = prompt;
	}

	public String label() {
		return this.label;
	}

	/**
	 * Whether nothing stands between such a client and its close frame.
	 */
	public boolean isPrompt() {
		return this.prompt;
	}

}
