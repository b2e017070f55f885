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

import java.lang.reflect.Proxy;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.drain.Kind;
import io.github.wsshutdown.drain.RecordingConnection;
import io.github.wsshutdown.drain.Scope;
import io.github.wsshutdown.micrometer.ConnectionMeters;
import io.github.wsshutdown.micrometer.DrainMeters;
import io.github.wsshutdown.micrometer.DrainObservationContext;
import io.github.wsshutdown.micrometer.DrainObservationConvention;
import io.github.wsshutdown.micrometer.DrainObservations;
import io.github.wsshutdown.micrometer.DrainTimer;
import io.github.wsshutdown.micrometer.MeterNames;

import static org.assertj.core.api.Assertions.assertThat;

class WsShutdownMetricsAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WsShutdownAutoConfiguration.class,
				WsShutdownMetricsAutoConfiguration.class, WsShutdownObservationAutoConfiguration.class));

	private final ApplicationContextRunner withMetrics = this.contextRunner.withConfiguration(
			AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class));

	@Test
	void metersAreBoundToTheRegistryOfSpringBoot() {
		this.withMetrics.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get(MeterNames.DRAIN_STATE).tag("state", "accepting").gauge().value()).isOne();
			assertThat(registry.get(MeterNames.CONNECTIONS_IN_FLIGHT).gauge().value()).isZero();
			assertThat(context).hasSingleBean(ConnectionMeters.class);
		});
	}

	@Test
	void drainIsTimedWhenTheContextCloses() {
		this.withMetrics.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.close();
			// On a busy machine the context may be closed before the listeners are told
			Awaitility.await()
				.until(() -> registry.get(MeterNames.DRAIN_DURATION).tag("cause", "shutdown").timer().count() == 1);
			assertThat(registry.find(MeterNames.DRAIN_STATE).gauges()).isEmpty();
		});
	}

	@Test
	void drainIsObserved() {
		this.withMetrics.run((context) -> {
			drain(context);
			awaitTimer(context, MeterNames.DRAIN_OBSERVATION);
		});
	}

	private static void drain(ApplicationContext context) {
		context.getBean(Drainer.class)
			.drain(new DrainRequest(Scope.everything(), Cause.request("test"), Duration.ofSeconds(10)));
	}

	private static void awaitTimer(ApplicationContext context, String name) {
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		Awaitility.await().until(() -> registry.find(name).timers().stream().mapToLong(Timer::count).sum() == 1);
	}

	@Test
	void registryOfTheApplicationIsUsed() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.withUserConfiguration(RegistryConfiguration.class)
			.run((context) -> assertThat(
					context.getBean(SimpleMeterRegistry.class).get(MeterNames.DRAIN_STATE).gauges())
				.hasSize(5));
	}

	@Test
	void contextAndItsChildAreMeasuredTogether() {
		this.withMetrics.run((parent) -> this.withMetrics.withParent(parent).run((child) -> {
			open(parent);
			open(child);
			MeterRegistry registry = child.getBean(MeterRegistry.class);
			assertThat(registry.get(MeterNames.CONNECTIONS_OPENED).counter().count()).isEqualTo(2);
			assertThat(registry.get(MeterNames.CONNECTIONS_OPEN).gauge().value()).isEqualTo(2);
			child.close();
			awaitTimer(parent, MeterNames.DRAIN_DURATION);
			assertThat(registry.get(MeterNames.CONNECTIONS_OPEN).gauge().value()).isOne();
			assertThat(registry.find(MeterNames.DRAIN_STATE).gauges()).isNotEmpty();
		}));
	}

	private static void open(ApplicationContext context) {
		ConnectionRegistry connections = context.getBean(ConnectionRegistry.class);
		Kind kind = new Kind("websocket");
		RecordingConnection connection = new RecordingConnection(() -> Duration.ZERO, connections.clock(), kind,
				"/chat", "1");
		connections.tryAdmit(kind, "/chat").orElseThrow().established(connection);
	}

	@Test
	void secondDrainerOfTheApplicationIsNotInTheWay() {
		this.withMetrics.withUserConfiguration(SecondDrainer.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(DrainMeters.class));
	}

	@Test
	void nothingIsThereWithoutARegistry() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(Drainer.class)
				.doesNotHaveBean(ConnectionMeters.class)
				.doesNotHaveBean(DrainMeters.class)
				.doesNotHaveBean(DrainTimer.class)
				.doesNotHaveBean(DrainObservations.class);
		});
	}

	@Test
	void nothingIsLoadedWithoutMicrometer() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Drainer.class));
	}

	@Test
	void drainIsObservedWithoutMeters() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> assertThat(context).hasSingleBean(DrainObservations.class));
	}

	@Test
	void nothingIsMeasuredWhenSwitchedOff() {
		this.withMetrics.withPropertyValues("ws-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ConnectionMeters.class)
				.doesNotHaveBean(DrainMeters.class)
				.doesNotHaveBean(DrainTimer.class)
				.doesNotHaveBean(DrainObservations.class));
	}

	@Test
	void conventionOfTheApplicationIsUsed() {
		this.withMetrics.withUserConfiguration(ConventionConfiguration.class).run((context) -> {
			drain(context);
			awaitTimer(context, "my.drain");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class RegistryConfiguration {

		@Bean
		SimpleMeterRegistry simpleMeterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondDrainer {

		@Bean
		Drainer guardedDrainer(ConnectionDrainer drainer) {
			return (Drainer) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Drainer.class },
					(proxy, method, arguments) -> method.invoke(drainer, arguments));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConventionConfiguration {

		@Bean
		DrainObservationConvention drainObservationConvention() {
			return new DrainObservationConvention() {

				@Override
				public String getName() {
					return "my.drain";
				}

				@Override
				public String getContextualName(DrainObservationContext context) {
					return "mine";
				}

			};
		}

	}

}
