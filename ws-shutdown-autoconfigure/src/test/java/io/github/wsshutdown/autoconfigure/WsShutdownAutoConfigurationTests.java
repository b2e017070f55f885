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

package io.github.wsshutdown.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.github.wsshutdown.context.DrainLifecycle;
import io.github.wsshutdown.context.LoggingDrainListener;
import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.Connection;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionListener;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.DrainOrder;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.DrainState;
import io.github.wsshutdown.drain.FakeTimer;
import io.github.wsshutdown.drain.Gate;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.Outcome;
import io.github.wsshutdown.drain.RecordingConnection;
import io.github.wsshutdown.drain.RecordingListener;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.drain.SystemTimer;
import io.github.wsshutdown.drain.TestSettings;
import io.github.wsshutdown.drain.Timer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WsShutdownAutoConfiguration}.
 */
class WsShutdownAutoConfigurationTests {

	private static final Kind KIND = new Kind("websocket");

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			LifecycleAutoConfiguration.class, WsShutdownAutoConfiguration.class,
			WsShutdownServletAutoConfiguration.class);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void rSocketServerWithItsOwnPortIsSaidNotToBeDrained(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("spring.rsocket.server.port=0", "spring.rsocket.server.transport=websocket")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context).hasSingleBean(UndrainedRSocketServer.class));
		assertThat(output).contains("WARN").containsOnlyOnce("Connections of the RSocket server");
	}

	@Test
	void nothingIsSaidOfAnRSocketServerWithoutWebSockets() {
		this.contextRunner.withPropertyValues("spring.rsocket.server.port=0")
			.run((context) -> assertThat(context).doesNotHaveBean(UndrainedRSocketServer.class));
		this.contextRunner.withPropertyValues("spring.rsocket.server.transport=websocket")
			.run((context) -> assertThat(context).doesNotHaveBean(UndrainedRSocketServer.class));
	}

	@Test
	void drainIsSetUpInAnApplicationWithoutWeb() {
		this.contextRunner.run((context) -> assertCore(context));
	}

	@Test
	void drainIsSetUpInAReactiveApplication() {
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertCore(context));
	}

	@Test
	void drainIsSetUpInAServletApplication() {
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS).run((context) -> assertCore(context));
	}

	@Test
	void nothingIsSetUpIfDisabled() {
		this.contextRunner.withPropertyValues("ws-shutdown.enabled=false").run(this::assertNothing);
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues("ws-shutdown.enabled=false")
			.run(this::assertNothing);
	}

	@Test
	void wrongValuesDoNotMatterIfDisabled() {
		this.contextRunner.withPropertyValues("ws-shutdown.enabled=false", "ws-shutdown.timeout=0s")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void lifecycleIsStartedAndStandsInTheLastPhase() {
		this.contextRunner.run((context) -> {
			DrainLifecycle lifecycle = context.getBean(DrainLifecycle.class);
			assertThat(lifecycle.isRunning()).isTrue();
			assertThat(lifecycle.getPhase()).isEqualTo(Integer.MAX_VALUE);
		});
	}

	@Test
	void phaseCanBeChosen() {
		this.contextRunner.withPropertyValues("ws-shutdown.phase=2147482623")
			.run((context) -> assertThat(context.getBean(DrainLifecycle.class).getPhase())
				.isEqualTo(Integer.MAX_VALUE - 1024));
	}

	@Test
	void lifecycleStartsWithLazyInitialization() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(
						context.getSourceApplicationContext().getBeanFactory().containsSingleton("wsShutdownLifecycle"))
					.isTrue();
				assertThat(context.getBean(DrainLifecycle.class).isRunning()).isTrue();
				ConnectionRegistry registry = context.getBean(ConnectionRegistry.class);
				context.getSourceApplicationContext().close();
				assertThat(registry.tryAdmit(KIND, "/chat")).isEmpty();
			});
	}

	@Test
	void gateIsClosedByTheClosingOfTheContext() {
		this.contextRunner.run((context) -> {
			Gate gate = context.getBean(Gate.class);
			gate.tryAdmit(KIND, "/chat").orElseThrow().close();
			context.getSourceApplicationContext().close();
			assertThat(gate.tryAdmit(KIND, "/chat")).isEmpty();
		});
	}

	@Test
	void timeComesFromTheShutdownPhaseLessAMargin() {
		this.contextRunner.run((context) -> assertThat(context.getBean(DrainTime.class))
			.isEqualTo(new DrainTime(Duration.ofSeconds(27), Duration.ofSeconds(3))));
		this.contextRunner.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=60s")
			.run((context) -> assertThat(context.getBean(DrainTime.class))
				.isEqualTo(new DrainTime(Duration.ofSeconds(54), Duration.ofSeconds(6))));
		this.contextRunner.withPropertyValues("ws-shutdown.timeout=10s")
			.run((context) -> assertThat(context.getBean(DrainTime.class))
				.isEqualTo(new DrainTime(Duration.ofSeconds(10), Duration.ofSeconds(3))));
	}

	@Test
	void connectionIsToldTheDefaultDeparture() {
		this.contextRunner.withUserConfiguration(FakeTimerConfiguration.class).run((context) -> {
			RecordingConnection connection = open(context, "1");
			drain(context);
			assertThat(connection.departures()).singleElement().satisfies((departure) -> {
				assertThat(departure.code()).hasValue(1001);
				assertThat(departure.reason()).isEqualTo("Server is shutting down");
				assertThat(departure.writeTimeout()).isEqualTo(Duration.ofSeconds(5));
			});
			connection.end(Outcome.PEER_ANSWERED);
		});
	}

	@Test
	void connectionIsToldTheConfiguredDeparture() {
		this.contextRunner.withUserConfiguration(FakeTimerConfiguration.class)
			.withPropertyValues("ws-shutdown.close.status=1012", "ws-shutdown.close.reason=Neustart",
					"ws-shutdown.close.write-timeout=2s")
			.run((context) -> {
				RecordingConnection connection = open(context, "1");
				drain(context);
				assertThat(connection.departures()).singleElement().satisfies((departure) -> {
					assertThat(departure.code()).hasValue(1012);
					assertThat(departure.reason()).isEqualTo("Neustart");
					assertThat(departure.writeTimeout()).isEqualTo(Duration.ofSeconds(2));
				});
				connection.end(Outcome.PEER_ANSWERED);
			});
	}

	@Test
	void rateIsUsed() {
		this.contextRunner.withUserConfiguration(FakeTimerConfiguration.class)
			.withPropertyValues("ws-shutdown.pace.rate=1")
			.run((context) -> {
				RecordingConnection first = open(context, "1");
				RecordingConnection second = open(context, "2");
				drain(context);
				assertThat(first.departures().size() + second.departures().size()).isOne();
				context.getBean(FakeTimer.class).advance(Duration.ofSeconds(1));
				assertThat(first.departures().size() + second.departures().size()).isEqualTo(2);
				first.end(Outcome.PEER_ANSWERED);
				second.end(Outcome.PEER_ANSWERED);
			});
	}

	@Test
	void shareOfTheTimeoutIsUsed() {
		this.contextRunner.withUserConfiguration(FakeTimerConfiguration.class)
			.withPropertyValues("ws-shutdown.pace.rate=1", "ws-shutdown.pace.max-share=0.01")
			.run((context) -> {
				RecordingConnection first = open(context, "1");
				RecordingConnection second = open(context, "2");
				drain(context);
				context.getBean(FakeTimer.class).advance(Duration.ofMillis(271));
				assertThat(first.departures().size() + second.departures().size()).isEqualTo(2);
				first.end(Outcome.PEER_ANSWERED);
				second.end(Outcome.PEER_ANSWERED);
			});
	}

	@Test
	void graceIsUsed() {
		this.contextRunner.withUserConfiguration(FakeTimerConfiguration.class)
			.withPropertyValues("ws-shutdown.in-flight.grace=4s")
			.run((context) -> {
				RecordingConnection connection = open(context, "1");
				connection.activity().begin();
				drain(context);
				context.getBean(FakeTimer.class).advance(Duration.ofMillis(3999));
				assertThat(connection.departures()).isEmpty();
				context.getBean(FakeTimer.class).advance(Duration.ofMillis(1));
				assertThat(connection.departures()).hasSize(1);
				connection.end(Outcome.PEER_ANSWERED);
			});
	}

	@Test
	void settleIsUsed() {
		this.contextRunner.withUserConfiguration(FakeTimerConfiguration.class)
			.withPropertyValues("ws-shutdown.settle=4s")
			.run((context) -> {
				Gate gate = context.getBean(Gate.class);
				CompletableFuture<Void> stopped = new CompletableFuture<>();
				context.getBean(DrainLifecycle.class).stop(() -> stopped.complete(null));
				assertThat(context.getBean(ConnectionDrainer.class).state()).isEqualTo(DrainState.SETTLING);
				gate.tryAdmit(KIND, "/chat").orElseThrow().close();
				context.getBean(FakeTimer.class).advance(Duration.ofSeconds(4));
				assertThat(gate.tryAdmit(KIND, "/chat")).isEmpty();
				stopped.get(5, TimeUnit.SECONDS);
			});
	}

	@Test
	void listenersAreToldInTheirOrderBesideTheLog() {
		this.contextRunner.withUserConfiguration(FakeTimerConfiguration.class, ListenerConfiguration.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(LoggingDrainListener.class);
				DrainReport report = drain(context).toCompletableFuture().join();
				assertThat(context.getBean("second", RecordingListener.class).reports()).containsExactly(report);
				assertThat(context.getBean("first", RecordingListener.class).reports()).containsExactly(report);
			});
	}

	@Test
	void connectionListenersAreTold() {
		List<Connection> told = new CopyOnWriteArrayList<>();
		this.contextRunner.withUserConfiguration(FakeTimerConfiguration.class)
			.withBean(ConnectionListener.class, () -> new ConnectionListener() {

				@Override
				public void opened(Connection connection) {
					told.add(connection);
				}

			})
			.run((context) -> {
				RecordingConnection connection = open(context, "1");
				assertThat(told).containsExactly(connection);
				connection.end(Outcome.PEER_GONE);
			});
	}

	@Test
	void orderOfTheApplicationIsUsed() {
		this.contextRunner.withUserConfiguration(FakeTimerConfiguration.class)
			.withBean(DrainOrder.class,
					() -> (connections) -> connections.stream()
						.sorted((a, b) -> b.info().id().compareTo(a.info().id()))
						.toList())
			.withPropertyValues("ws-shutdown.pace.rate=1")
			.run((context) -> {
				RecordingConnection first = open(context, "1");
				RecordingConnection second = open(context, "2");
				drain(context);
				assertThat(context).hasSingleBean(DrainOrder.class);
				assertThat(first.departures()).isEmpty();
				assertThat(second.departures()).hasSize(1);
				first.end(Outcome.PEER_ANSWERED);
				second.end(Outcome.PEER_ANSWERED);
			});
	}

	@Test
	void beansOfTheApplicationReplaceTheDefaults() {
		this.contextRunner.withUserConfiguration(ReplacingConfiguration.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Map.of("timer", Timer.class, "registry", ConnectionRegistry.class, "log", LoggingDrainListener.class,
					"drainer", ConnectionDrainer.class, "lifecycle", DrainLifecycle.class, "order", DrainOrder.class)
				.forEach((name, type) -> assertThat(context).getBeanNames(type).containsExactly(name));
		});
	}

	private void assertCore(ApplicationContext context) {
		for (Class<?> type : List.of(SystemTimer.class, ConnectionRegistry.class, ConnectionDrainer.class,
				DrainOrder.class, LoggingDrainListener.class, DrainLifecycle.class, WsShutdownProperties.class)) {
			assertThat(context.getBeanNamesForType(type)).as(type.getSimpleName()).hasSize(1);
		}
	}

	private void assertNothing(ApplicationContext context) {
		assertThat(context.getBeanDefinitionNames())
			.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("wsshutdown") || name.contains("ws-shutdown"));
	}

	private static RecordingConnection open(ApplicationContext context, String id) {
		ConnectionRegistry registry = context.getBean(ConnectionRegistry.class);
		FakeTimer timer = context.getBean(FakeTimer.class);
		RecordingConnection connection = new RecordingConnection(timer::elapsed, registry.clock(), KIND, "/chat", id)
			.neverAnswers();
		registry.tryAdmit(KIND, "/chat").orElseThrow().established((Connection) connection);
		return connection;
	}

	private static CompletionStage<DrainReport> drain(ApplicationContext context) {
		Duration timeout = context.getBean(DrainTime.class).timeout();
		CompletionStage<DrainReport> report = context.getBean(ConnectionDrainer.class)
			.drain(new DrainRequest(Scope.everything(), Cause.request("test"), timeout))
			.report();
		context.getBean(FakeTimer.class).runDue();
		return report;
	}

	@Configuration(proxyBeanMethods = false)
	static class FakeTimerConfiguration {

		@Bean
		FakeTimer timer() {
			return new FakeTimer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ListenerConfiguration {

		@Bean
		@Order(2)
		RecordingListener second() {
			return new RecordingListener();
		}

		@Bean
		@Order(1)
		RecordingListener first() {
			return new RecordingListener();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReplacingConfiguration {

		@Bean
		FakeTimer timer() {
			return new FakeTimer();
		}

		@Bean
		ConnectionRegistry registry(Timer timer) {
			return new ConnectionRegistry(timer);
		}

		@Bean
		LoggingDrainListener log() {
			return new LoggingDrainListener();
		}

		@Bean
		DrainOrder order() {
			return DrainOrder.idleFirst();
		}

		@Bean
		ConnectionDrainer drainer(ConnectionRegistry registry, Timer timer, DrainOrder order) {
			return new ConnectionDrainer(registry, timer, new TestSettings().build(), order, List.of());
		}

		@Bean
		DrainLifecycle lifecycle(ApplicationContext context, ConnectionDrainer drainer) {
			return new DrainLifecycle(context, drainer, Duration.ofSeconds(1), 0);
		}

	}

}
