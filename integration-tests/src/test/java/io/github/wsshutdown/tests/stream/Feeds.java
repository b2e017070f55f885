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

package io.github.wsshutdown.tests.stream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wsshutdown.tests.application.RunningApplication;

import static org.awaitility.Awaitility.await;

/**
 * The streams that have been opened in an application; a bean.
 */
public final class Feeds {

	private final List<Feed> feeds = new CopyOnWriteArrayList<>();

	/**
	 * Is told of a new stream.
	 * @param feed the application's end of it
	 */
	public void opened(Feed feed) {
		this.feeds.add(feed);
	}

	/**
	 * Waits for a stream.
	 * @param number its number, from 0
	 * @return the application's end of it
	 */
	public Feed await(int number) {
		org.awaitility.Awaitility.await().atMost(RunningApplication.PATIENCE).until(() -> this.feeds.size() > number);
		return this.feeds.get(number);
	}

	/**
	 * Returns how many streams there have been.
	 * @return the number
	 */
	public int size() {
		return this.feeds.size();
	}

}
