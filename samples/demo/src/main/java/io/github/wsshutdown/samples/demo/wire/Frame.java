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

package io.github.wsshutdown.samples.demo.wire;

import java.nio.charset.StandardCharsets;

/**
 * One frame as it stands on the wire, unmasked (RFC 6455, section 5.2).
 *
 * @param last whether it ends its message
 * @param opcode what it is for
 * @param payload the bytes it carries
 */
public record Frame(boolean last, Opcode opcode, byte[] payload) {

	public Frame(Opcode opcode, byte[] payload) {
		this(true, opcode, payload);
	}

	public String text() {
		return new String(this.payload, StandardCharsets.UTF_8);
	}

}
