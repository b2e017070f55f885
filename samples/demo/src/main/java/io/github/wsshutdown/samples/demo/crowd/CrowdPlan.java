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

package io.github.wsshutdown.samples.demo.crowd;

import java.time.Duration;

/**
 * Who comes to a run, and what they do.
 *
 * @param idle how many only listen
 * @param slow how many wait for the reply to a slow message
 * @param stuck how many stop reading
 * @param chatty how many keep sending
 * @param witnesses how many are clients of another make
 * @param slowness how long the server needs for a slow message
 * @param floodBytes how much the server has queued for one that does not read
 * @param chatBytes how long each message of a chatty one is
 * @param chatInterval how often a chatty one sends
 */
public record CrowdPlan(int idle, int slow, int stuck, int chatty, int witnesses, Duration slowness, int floodBytes,
		int chatBytes, Duration chatInterval) {

	private static final int SLOW = 20;

	private static final int STUCK = 5;

	private static final int CHATTY = 20;

	private static final int WITNESSES = 10;

	/** The least number of clients that leaves some of every group. */
	public static final int MIN_CLIENTS = 100;

	/**
	 * A plan for that many clients, most of them idle.
	 */
	public static CrowdPlan of(int clients) {
		if (clients < MIN_CLIENTS) {
			throw new IllegalArgumentException(
					"The crowd is " + clients + " clients: " + MIN_CLIENTS + " is the least");
		}
		int idle = clients - SLOW - STUCK - CHATTY - WITNESSES;
		return new CrowdPlan(idle, SLOW, STUCK, CHATTY, WITNESSES, Duration.ofSeconds(3), 4 * 1024 * 1024, 4096,
				Duration.ofMillis(2));
	}

	/**
	 * The same without those who want something of the server that only a chat does.
	 */
	public CrowdPlan withoutCommands() {
		return new CrowdPlan(this.idle + this.slow + this.stuck, 0, 0, this.chatty, this.witnesses, this.slowness,
				this.floodBytes, this.chatBytes, this.chatInterval);
	}

	public int clients() {
		return this.idle + this.slow + this.stuck + this.chatty + this.witnesses;
	}

}
