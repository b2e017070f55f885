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

package io.github.wsshutdown.servlet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wsshutdown.container.StubAdmission;
import io.github.wsshutdown.drain.Admission;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.drain.Kind;

/**
 * A {@link Gate} that refuses the endpoints a test names.
 */
final class StubGate implements Gate {

	final List<StubAdmission> admissions = new CopyOnWriteArrayList<>();

	final List<String> asked = new CopyOnWriteArrayList<>();

	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	StubGate refuse(String endpoint) {
		this.refused.add(endpoint);
		return this;
	}

	@Override
	public Optional<Admission> tryAdmit(Kind kind, String endpoint) {
		this.asked.add(kind + " " + endpoint);
		if (this.refused.contains(endpoint)) {
			return Optional.empty();
		}
		StubAdmission admission = new StubAdmission(endpoint);
		this.admissions.add(admission);
		return Optional.of(admission);
	}

	StubAdmission admission() {
		return this.admissions.get(this.admissions.size() - 1);
	}

}
