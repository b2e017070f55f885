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
import java.util.concurrent.CompletableFuture;

import io.github.wsshutdown.samples.demo.seen.Departure;

/**
 * One client of a crowd; no call blocks.
 */
interface Visitor {

	/**
	 * Connect; what it returns completes when the server has let the client in.
	 */
	CompletableFuture<Void> connect(InetSocketAddress server);

	/**
	 * Begin with what it came for; what it returns completes when that is under way.
	 */
	default CompletableFuture<Void> settle() {
		return CompletableFuture.completedFuture(null);
	}

	/**
	 * There is no server any more.
	 */
	default void serverHasStopped() {
	}

	/**
	 * Completes when the client has lost its server.
	 */
	CompletableFuture<Departure> departed();

	/**
	 * Depart, since nothing more will happen.
	 */
	void giveUp();

}
