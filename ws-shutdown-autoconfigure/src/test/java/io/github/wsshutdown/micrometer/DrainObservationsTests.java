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

package io.github.wsshutdown.micrometer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;
import io.github.wsshutdown.drain.Scope;

import static org.assertj.core.api.Assertions.assertThat;

class DrainObservationsTests {

	private final RecordingHandler handler = new RecordingHandler();

	private final World world = new World(List.of(), List.of(new DrainObservations(registry(this.handler))));

	@AfterEach
	void close() {
		this.world.close();
	}

	private static ObservationRegistry registry(RecordingHandler handler) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(handler);
		return registry;
	}

	private static void awaitReport(Drain drain) {
		drain.report().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
	}

	private static List<String> values(KeyValues keyValues) {
		return keyValues.stream().map((each) -> each.getKey() + "=" + each.getValue()).toList();
	}

	@Test
	void drainIsObservedFromItsStartToItsReport() {
		RecordingConnection connection = this.world.open("websocket", "/chat").neverAnswers();
		Drain drain = this.world.drain(Scope.endpoint("/chat"), Cause.request("test"));
		Awaitility.await().until(() -> this.handler.started.size() == 1);
		assertThat(this.handler.stopped).isEmpty();
		connection.end(Outcome.PEER_ANSWERED);
		awaitReport(drain);
		assertThat(this.handler.stopped).singleElement().satisfies((context) -> {
			assertThat(context.getName()).isEqualTo("ws.drain");
			assertThat(context.getContextualName()).isEqualTo("drain endpoint");
			assertThat(values(context.getLowCardinalityKeyValues())).containsExactlyInAnyOrder("scope=endpoint",
					"cause=request", "outcome=complete", "cancelled=false");
			assertThat(values(context.getHighCardinalityKeyValues())).containsExactlyInAnyOrder("total=1", "asked=1",
					"refused=0", "stragglers=0");
		});
	}

	@Test
	void keysAreTheSameFromTheStart() {
		this.world.open("websocket", "/chat").neverAnswers();
		Drain drain = this.world.drain();
		Awaitility.await().until(() -> this.handler.started.size() == 1);
		assertThat(this.handler.started.get(0)).containsExactlyInAnyOrder("scope=everything", "cause=request",
				"outcome=none", "cancelled=false");
		this.world.advance(World.TIMEOUT);
		awaitReport(drain);
		assertThat(values(this.handler.stopped.get(0).getLowCardinalityKeyValues())).contains("outcome=incomplete");
	}

	@Test
	void drainThatIsUndoneIsToldApart() {
		RecordingConnection connection = this.world.open("websocket", "/chat").neverAnswers();
		Drain drain = this.world.drain();
		drain.cancel();
		connection.end(Outcome.PEER_ANSWERED);
		awaitReport(drain);
		assertThat(values(this.handler.stopped.get(0).getLowCardinalityKeyValues())).contains("cancelled=true");
	}

	@Test
	void drainThatIsOvertakenEndsWithTheOneThatOvertakesIt() {
		RecordingConnection connection = this.world.open("websocket", "/chat").neverAnswers();
		this.world.drain();
		Drain shutdown = this.world.drain(Scope.everything(), Cause.shutdown("test"));
		connection.end(Outcome.PEER_ANSWERED);
		awaitReport(shutdown);
		Awaitility.await().until(() -> this.handler.stopped.size() == 2);
		assertThat(this.handler.started).hasSize(2);
		assertThat(this.handler.stopped).extracting((context) -> values(context.getLowCardinalityKeyValues()))
			.anySatisfy((values) -> assertThat(values).contains("cause=shutdown"))
			.anySatisfy((values) -> assertThat(values).contains("cause=request"));
	}

	@Test
	void drainIsASpanWhenTracingIsOn() {
		SimpleTracer tracer = new SimpleTracer();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
		try (World own = new World(List.of(), List.of(new DrainObservations(registry)))) {
			own.open("websocket", "/chat");
			awaitReport(own.drain());
		}
		SimpleSpan span = tracer.onlySpan();
		assertThat(span.getName()).isEqualTo("drain everything");
		assertThat(span.getTags()).containsEntry("outcome", "complete").containsEntry("asked", "1");
		assertThat(span.getEndTimestamp()).isAfterOrEqualTo(span.getStartTimestamp());
	}

	@Test
	void conventionOfTheApplicationIsUsed() {
		RecordingHandler recording = new RecordingHandler();
		DrainObservationConvention convention = new DrainObservationConvention() {

			@Override
			public String getName() {
				return "my.drain";
			}

			@Override
			public KeyValues getLowCardinalityKeyValues(DrainObservationContext context) {
				return KeyValues.of(KeyValue.of("over", Boolean.toString(context.getReport() != null)));
			}

		};
		try (World own = new World(List.of(), List.of(new DrainObservations(registry(recording), convention)))) {
			awaitReport(own.drain());
			assertThat(recording.stopped).singleElement().satisfies((context) -> {
				assertThat(context.getName()).isEqualTo("my.drain");
				assertThat(values(context.getLowCardinalityKeyValues())).containsExactly("over=true");
			});
		}
	}

	private static final class RecordingHandler implements ObservationHandler<DrainObservationContext> {

		private final List<List<String>> started = new CopyOnWriteArrayList<>();

		private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

		@Override
		public void onStart(DrainObservationContext context) {
			this.started.add(values(context.getLowCardinalityKeyValues()));
		}

		@Override
		public void onStop(DrainObservationContext context) {
			this.stopped.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof DrainObservationContext;
		}

	}

}
