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

/**
 * Where the whole of all connections stands.
 */
public enum DrainState {

	/**
	 * No drain; the gate is open.
	 */
	ACCEPTING,

	/**
	 * A drain has begun and new connections still come in, for a set time.
	 */
	SETTLING,

	/**
	 * The gate is closed and connections are being asked to leave.
	 */
	DRAINING,

	/**
	 * The deadline has passed and what is left is being cut.
	 */
	TERMINATING,

	/**
	 * The drain is over and the gate is closed.
	 */
	DRAINED

}
