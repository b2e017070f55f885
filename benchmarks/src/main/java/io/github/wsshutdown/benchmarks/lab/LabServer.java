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

package io.github.wsshutdown.benchmarks.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;

import io.github.wsshutdown.benchmarks.JavaProcess;
import io.github.wsshutdown.drain.Cause;
import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.DrainRequest;
import io.github.wsshutdown.drain.Scope;

/**
 * The server of the lab. It does what it is told by the lines it reads, and answers each
 * with a line: {@code open}, {@code written}, {@code cpu}, {@code heap}, {@code loop} or
 * {@code drain}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableWebSocket
class LabServer implements WebSocketConfigurer {

	/**
	 * An endpoint that drains know.
	 */
	static final String TRACKED = "/tracked";

	/**
	 * An endpoint that is left to the application.
	 */
	static final String UNTRACKED = "/untracked";

	private static final Duration TIMEOUT = Duration.ofSeconds(27);

	private static final String[] PROPERTIES = { "server.port=0", "server.tomcat.max-connections=30000",
			"server.tomcat.accept-count=1000", "ws-shutdown.pace.rate=0", "ws-shutdown.exclude-paths=" + UNTRACKED,
			"spring.main.banner-mode=off", "logging.level.root=error" };

	private final LabHandler handler = new LabHandler();

	@Override
	public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
		registry.addHandler(this.handler, TRACKED, UNTRACKED);
	}

	public static void main(String[] args) throws IOException {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(LabServer.class).properties(PROPERTIES)
			.run();
		JavaProcess.answer(context.getEnvironment().getRequiredProperty("local.server.port"));
		LabHandler handler = context.getBean(LabServer.class).handler;
		ConnectionDrainer drainer = context.getBean(ConnectionDrainer.class);
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String command = commands.readLine(); command != null; command = commands.readLine()) {
			JavaProcess.answer(switch (command) {
				case "open" -> handler.open();
				case "written" -> handler.written();
				case "cpu" -> cpuNanos();
				case "heap" -> liveHeap();
				case "loop" -> loop(handler);
				case "drain" -> drain(drainer);
				default -> throw new IllegalArgumentException(command);
			});
		}
		Runtime.getRuntime().halt(0);
	}

	private static long cpuNanos() {
		return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
	}

	private static long liveHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * Does what applications do that know no better.
	 */
	private static String loop(LabHandler handler) {
		int failed = 0;
		for (WebSocketSession session : handler.sessions()) {
			try {
				session.close(CloseStatus.GOING_AWAY);
			}
			catch (IOException | IllegalStateException ex) {
				failed++;
			}
		}
		return failed + " failed";
	}

	private static String drain(ConnectionDrainer drainer) {
		DrainReport report = drainer.drain(new DrainRequest(Scope.everything(), Cause.request("benchmark"), TIMEOUT))
			.report()
			.toCompletableFuture()
			.join();
		drainer.undrain();
		return report.outcomes() + " of " + report.total() + " in " + report.elapsed().toMillis() + " ms";
	}

}
