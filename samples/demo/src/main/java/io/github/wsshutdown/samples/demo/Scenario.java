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
