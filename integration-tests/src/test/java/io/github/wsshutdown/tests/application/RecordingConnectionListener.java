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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionListener;
import io.github.wsshutdown.drain.Ending;

/**
 * Keeps how connections have ended.
 */
final class RecordingConnectionListener implements ConnectionListener {

	private final List<Ending> endings = new CopyOnWriteArrayList<>();

	@Override
	public void ended(Connection connection, Ending ending) {
		this.endings.add(ending);
	}

	List<Ending> endings() {
		return this.endings;
	}

}
