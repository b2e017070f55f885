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

package io.github.wsshutdown.context;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainListener;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;
import io.github.wsshutdown.drain.RecordingListener;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.drain.TestSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DrainEvent}s.
 */
class DrainEventTests {

	private static final Kind KIND = new Kind("websocket");

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final FakeTimer timer = new FakeTimer();

	private final ConnectionRegistry registry = new ConnectionRegistry(this.timer);

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final DrainEventPublisher publisher = new DrainEventPublisher(this.context);

	private final RecordingListener told = new RecordingListener();

	private final Observer observer = new Observer();

	private final ConnectionDrainer drainer = new ConnectionDrainer(this.registry, this.timer,
			new TestSettings().build(), DrainOrder.idleFirst(), List.<DrainListener>of(this.publisher, this.told));

	@BeforeEach
	void start() {
		this.context.registerBean("publisher", DrainEventPublisher.class, () -> this.publisher);
		this.context.registerBean("observer", Observer.class, () -> this.observer);
		this.context.registerBean("drain", DrainLifecycle.class,
				() -> new DrainLifecycle(this.context, this.drainer, TIMEOUT, Integer.MAX_VALUE));
		this.context.refresh();
	}

	@AfterEach
	void close() {
		this.context.close();
		this.drainer.close();
	}

	@Test
	void drainIsToldFromItsStartToItsEnd() {
		RecordingConnection connection = open().neverAnswers();
		Drain drain = drain();
		this.timer.advance(Duration.ofSeconds(6));
		awaitTold("progress");
		this.timer.advance(TIMEOUT);
		awaitTold("finished");
		assertThat(connection.cut()).hasSize(1);
		assertThat(this.observer.events()).extracting((event) -> (Object) event.getClass())
			.startsWith(DrainStartedEvent.class, DrainProgressEvent.class)
			.endsWith(StragglerTerminatedEvent.class, DrainFinishedEvent.class);
		assertThat(this.observer.events()).allSatisfy((event) -> assertThat(event.getDrain()).isSameAs(drain));
		assertThat(this.observer.only(DrainStartedEvent.class).getPlan().total()).isOne();
		assertThat(this.observer.first(DrainProgressEvent.class).getProgress().remaining()).isOne();
		assertThat(this.observer.only(StragglerTerminatedEvent.class).getStraggler().id()).isEqualTo("1");
		assertThat(this.observer.only(DrainFinishedEvent.class).getReport().count(Outcome.TERMINATED)).isOne();
	}

	@Test
	void undoneDrainIsTold() {
		RecordingConnection connection = open().neverAnswers();
		drain();
		this.timer.runDue();
		this.drainer.undrain();
		awaitTold("undrained");
		assertThat(this.observer.only(DrainUndoneEvent.class).getProgress().asked()).isOne();
		connection.end(Outcome.PEER_GONE);
		awaitTold("finished");
		assertThat(this.observer.only(DrainFinishedEvent.class).getReport().cancelled()).isTrue();
	}

	@Test
	void eventsComeOnAThreadOfTheirOwn() {
		drain();
		awaitTold("finished");
		assertThat(this.observer.threads()).isNotEmpty().containsOnly("ws-shutdown-events");
	}

	@Test
	void listenerThatThrowsChangesNothing() {
		this.observer.fail();
		RecordingConnection connection = open();
		drain();
		this.timer.runDue();
		awaitTold("finished");
		assertThat(connection.departures()).hasSize(1);
		assertThat(this.observer.events()).extracting((event) -> (Object) event.getClass())
			.containsExactly(DrainStartedEvent.class, DrainFinishedEvent.class);
	}

	@Test
	void shutdownIsToldWhileTheContextCloses() {
		this.context.close();
		assertThat(this.observer.events()).extracting((event) -> (Object) event.getClass())
			.containsExactly(DrainStartedEvent.class, DrainFinishedEvent.class);
	}

	@Test
	void nothingIsPublishedOnceBeansAreBeingDestroyed() {
		this.publisher.destroy();
		drain();
		awaitTold("finished");
		assertThat(this.observer.events()).isEmpty();
	}

	@Test
	void nothingIsPublishedByABeanThatIsBeingDestroyed() {
		List<DrainReport> reports = new CopyOnWriteArrayList<>();
		DisposableBean users = () -> reports.add(drain().report().toCompletableFuture().get(5, TimeUnit.SECONDS));
		this.context.getDefaultListableBeanFactory().registerDisposableBean("users", users);
		this.context.close();
		assertThat(reports).hasSize(1);
		assertThat(this.observer.events()).extracting((event) -> (Object) event.getClass())
			.containsExactly(DrainStartedEvent.class, DrainFinishedEvent.class);
	}

	@Test
	void contextThatIsStartedAgainPublishesAgain() {
		this.context.stop();
		this.observer.events().clear();
		this.context.start();
		drain();
		awaitTold("finished");
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(this.observer.events()).extracting((event) -> (Object) event.getClass())
				.containsExactly(DrainStartedEvent.class, DrainFinishedEvent.class));
	}

	@Test
	void pauseOfTheContextEndsNothing() throws Exception {
		assertThat(DrainEventPublisher.class.getMethod("isPauseable").invoke(this.publisher)).isEqualTo(false);
	}

	private RecordingConnection open() {
		RecordingConnection connection = new RecordingConnection(this.timer::elapsed, this.registry.clock(), KIND,
				"/chat", "1");
		this.registry.tryAdmit(KIND, "/chat").orElseThrow().established(connection);
		return connection;
	}

	private Drain drain() {
		return this.drainer.drain(new DrainRequest(Scope.everything(), Cause.request("test"), TIMEOUT));
	}

	private void awaitTold(String event) {
		await().atMost(Duration.ofSeconds(5)).until(() -> this.told.events().contains(event));
	}

	/**
	 * Notes every event, and fails if it was told to.
	 */
	static final class Observer {

		private final List<DrainEvent> events = new CopyOnWriteArrayList<>();

		private final List<String> threads = new CopyOnWriteArrayList<>();

		private volatile boolean failing;

		@EventListener
		void observe(DrainEvent event) {
			this.events.add(event);
			this.threads.add(Thread.currentThread().getName());
			if (this.failing) {
				throw new IllegalStateException("expected by a test");
			}
		}

		void fail() {
			this.failing = true;
		}

		List<DrainEvent> events() {
			return this.events;
		}

		List<String> threads() {
			return this.threads;
		}

		<E extends DrainEvent> E only(Class<E> type) {
			assertThat(this.events).filteredOn(type::isInstance).hasSize(1);
			return first(type);
		}

		<E extends DrainEvent> E first(Class<E> type) {
			return this.events.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
		}

	}

}
