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
package io.github.wsshutdown.drain;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A {@link ConnectionListener} that notes what it is told.
 */
final class RecordingConnectionListener implements ConnectionListener {

	private final List<Connection> opened = new CopyOnWriteArrayList<>();

	private final List<Connection> ended = new CopyOnWriteArrayList<>();

	private final List<Ending> endings = new CopyOnWriteArrayList<>();

	private final List<String> refused = new CopyOnWriteArrayList<>();

	@Override
	public void opened(Connection connection) {
		this.opened.add(connection);
	}

	@Override
	public void ended(Connection connection, Ending ending) {
		this.ended.add(connection);
		this.endings.add(ending);
	}

	@Override
	public void refused(Kind kind, String endpoint) {
		this.refused.add(kind + " " + endpoint);
	}

	List<Connection> opened() {
		return this.opened;
	}

	List<Connection> ended() {
		return this.ended;
	}

	List<Ending> endings() {
		return this.endings;
	}

	List<String> refused() {
		return this.refused;
	}

}
