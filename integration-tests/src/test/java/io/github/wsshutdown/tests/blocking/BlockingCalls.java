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

package io.github.wsshutdown.tests.blocking;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test in which this library blocks an event loop. Netty's own allocator may wait
 * for a lock. The timer counts as blocking also when nobody holds its lock just then.
 */
final class BlockingCalls implements BeforeAllCallback, AfterEachCallback {

	/**
	 * Who hands over a task may wait for a moment, and so may who ends a drain, or admits
	 * the first connection.
	 */
	private static final List<String> ALLOWED = List.of("java.util.concurrent.ThreadPoolExecutor.execute",
			"wsshutdown.drain.RunningDrain.finishIf", "wsshutdown.drain.ConnectionRegistry.startTicking");

	private static final AtomicBoolean INSTALLED = new AtomicBoolean();

	private static final Queue<List<String>> FOUND = new ConcurrentLinkedQueue<>();

	@Override
	public void beforeAll(ExtensionContext context) {
		if (INSTALLED.compareAndSet(false, true)) {
			String timer = "java/util/concurrent/ScheduledThreadPoolExecutor";
			BlockHound.builder()
				.loadIntegrations()
				.markAsBlocking(timer.replace('/', '.'), "schedule",
						"(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/ScheduledFuture;")
				.markAsBlocking(timer.replace('/', '.') + "$ScheduledFutureTask", "cancel", "(Z)Z")
				.blockingMethodCallback(
						(method) -> FOUND.add(
								Stream
									.concat(Stream.of(method.toString()),
											Arrays.stream(new Exception().getStackTrace())
												.map(StackTraceElement::toString))
									.filter((frame) -> !frame.contains(BlockingCalls.class.getName()))
									.toList()))
				.install();
		}
	}

	/**
	 * Returns the stacks of all calls that were found since the last test.
	 */
	static List<List<String>> found() {
		return List.copyOf(FOUND);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		List<List<String>> stacks = found();
		FOUND.clear();
		assertThat(stacks).filteredOn((stack) -> stack.stream().noneMatch(BlockingCalls::isAllowed))
			.noneMatch((stack) -> stack.stream()
				.anyMatch((frame) -> frame.contains("io.github.wsshutdown.") && !frame.contains("wsshutdown.tests.")));
	}

	private static boolean isAllowed(String frame) {
		return ALLOWED.stream().anyMatch(frame::contains);
	}

}
