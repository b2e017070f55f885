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

package io.github.wsshutdown.samples.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wsshutdown.samples.demo.crowd.Crowd;

/**
 * An application, its arguments, and who comes to it.
 *
 * @param name a word for file names
 * @param title what it shows
 * @param jar the application's executable jar
 * @param arguments what both runs are started with
 * @param variants what the runs differ in
 * @param crowd makes the clients of a run
 */
record Scenario(String name, String title, Path jar, List<String> arguments, List<Variant> variants,
		Supplier<Crowd> crowd) {

	List<String> arguments(Variant variant) {
		return Stream.concat(this.arguments.stream(), variant.arguments().stream()).toList();
	}

	/**
	 * One run of the scenario.
	 *
	 * @param name a word for file names and progress
	 * @param label what to call it in the report
	 * @param arguments what it is started with beside the arguments of the scenario
	 */
	record Variant(String name, String label, List<String> arguments) {

	}

}
