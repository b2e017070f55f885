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

import java.net.InetSocketAddress;

import io.github.wsshutdown.samples.demo.seen.Observations;

/**
 * The clients of one run; every call is bounded in time, and they come in this order.
 */
public interface Crowd extends AutoCloseable {

	/**
	 * How many clients there are.
	 */
	int size();

	/**
	 * Connect all of them.
	 */
	void connect(InetSocketAddress server) throws InterruptedException;

	/**
	 * Have each do what it came for, until nothing is left but to stop the server.
	 */
	void settle() throws InterruptedException;

	/**
	 * The server is being stopped now.
	 */
	void serverIsStopping();

	/**
	 * How many clients are still connected.
	 */
	int connected();

	/**
	 * The server's process has ended: see what that leaves behind.
	 */
	Observations serverHasStopped() throws InterruptedException;

	@Override
	void close();

}
