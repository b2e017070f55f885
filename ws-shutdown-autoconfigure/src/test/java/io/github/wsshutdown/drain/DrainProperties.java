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

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.github.wsshutdown.drain.DrainModel.Script;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever happens in whatever order, a drain does what the {@link DrainModel} says.
 */
class DrainProperties {

	private static final Cause OPERATOR = Cause.request("operator");

	private static final Cause SHUTDOWN = Cause.shutdown("shutdown");

	private static final Logger LOGGER = Logger.getLogger(DrainProperties.class.getPackageName());

	@BeforeContainer
	static void silenceScriptedFailures() {
		LOGGER.setLevel(Level.OFF);
	}

	@AfterContainer
	static void giveBackTheVoice() {
		LOGGER.setLevel(null);
	}

	@Property(tries = 2000)
	void drainsDoWhatTheModelSays(@ForAll("steps") List<Step> steps) {
		DrainWorld world = new DrainWorld();
		steps.forEach((step) -> world.step(step.action()));
		world.end();
	}

	@Provide
	Arbitrary<List<Step>> steps() {
		return Arbitraries
			.frequencyOf(Tuple.of(12, arrivals()), Tuple.of(8, touches()), Tuple.of(8, advances()),
					Tuple.of(3, drains()), Tuple.of(2, Arbitraries.just(new Step("undrain", DrainWorld::undrain))),
					Tuple.of(1, endings()))
			.list()
			.ofMinSize(1)
			.ofMaxSize(40);
	}

	private Arbitrary<Step> arrivals() {
		Arbitrary<Step> reservations = Combinators.combine(kinds(), endpoints(), Arbitraries.of(Script.class))
			.as((kind, endpoint, script) -> new Step("reserve " + kind + " " + endpoint + " " + script,
					(world) -> world.reserve(kind, endpoint, script)));
		return Arbitraries.oneOf(reservations, which("establish", DrainWorld::establish));
	}

	private Arbitrary<Step> touches() {
		return Arbitraries.oneOf(which("release", DrainWorld::release), which("begin", DrainWorld::beginMessage),
				which("end", DrainWorld::endMessage), which("close", DrainWorld::peerCloses),
				which("disconnect", DrainWorld::disconnect), which("establish", DrainWorld::establish),
				which("undrain while establishing", DrainWorld::establishWhileUndrained));
	}

	private Arbitrary<Step> advances() {
		return Arbitraries.of(0, 1, 250, 500, 999, 1000, 2000, 4000)
			.map((millis) -> new Step("advance " + millis, (world) -> world.advance(Duration.ofMillis(millis))));
	}

	private Arbitrary<Step> drains() {
		return Combinators.combine(scopes(), timeouts())
			.as((scope, timeout) -> new Step("drain " + scope + " " + timeout,
					(world) -> world.drain(scope, OPERATOR, timeout)));
	}

	private Arbitrary<Step> endings() {
		Arbitrary<Step> shutdowns = timeouts().map((timeout) -> new Step("shutdown " + timeout,
				(world) -> world.drain(Scope.everything(), SHUTDOWN, timeout)));
		return Arbitraries.oneOf(shutdowns, Arbitraries.just(new Step("shutdownBegins", DrainWorld::shutdownBegins)));
	}

	private Arbitrary<Duration> timeouts() {
		return Arbitraries.of(1, 2, 4, 6, 8).map(Duration::ofSeconds);
	}

	private Arbitrary<Scope> scopes() {
		Arbitrary<Scope> wholes = Arbitraries.oneOf(Arbitraries.just(Scope.everything()), kinds().map(Scope::kind),
				endpoints().map(Scope::endpoint));
		return Arbitraries.frequencyOf(Tuple.of(3, wholes),
				Tuple.of(1, wholes.map((whole) -> whole.ofUser(RecordingConnection.USER))),
				Tuple.of(1, Combinators.combine(wholes, Arbitraries.of(1, 34, 50, 99)).as(Scope::share)));
	}

	private Arbitrary<Kind> kinds() {
		return Arbitraries.of(DrainHarness.WEBSOCKET, DrainHarness.STREAM);
	}

	private Arbitrary<String> endpoints() {
		return Arbitraries.of("/a", "/b");
	}

	private Arbitrary<Step> which(String name, Choice choice) {
		return Arbitraries.integers()
			.between(0, 5)
			.map((which) -> new Step(name + " " + which, (world) -> choice.accept(world, which)));
	}

	private interface Choice {

		void accept(DrainWorld world, int which);

	}

	record Step(String name, Consumer<DrainWorld> action) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
