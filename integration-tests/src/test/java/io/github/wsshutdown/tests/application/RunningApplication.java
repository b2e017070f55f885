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

package io.github.wsshutdown.tests.application;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.Drain;
import io.github.wsshutdown.drain.DrainReport;
import io.github.wsshutdown.drain.Drainer;
import io.github.wsshutdown.drain.Ending;
import io.github.wsshutdown.tests.client.Dialect;
import io.github.wsshutdown.tests.client.Knock;
import io.github.wsshutdown.tests.client.WireClient;

import static org.awaitility.Awaitility.await;

/**
 * An application in this process, and the clients that a test has connected to it.
 */
public final class RunningApplication implements AutoCloseable {

	/**
	 * How long a test waits for what must happen; much longer than it takes.
	 */
	public static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration STUCK = Duration.ofMillis(500);

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private final Dialect dialect;

	private final Holds holds;

	private final Commands commands;

	private final FilteredPaths filter;

	private final RecordingListener listener;

	private final RecordingConnectionListener connectionListener;

	private final Queue<WireClient> clients = new ConcurrentLinkedQueue<>();

	private RunningApplication(ConfigurableApplicationContext context, Dialect dialect) {
		this.context = context;
		this.dialect = dialect;
		this.holds = context.getBean(Holds.class);
		this.commands = context.getBean(Commands.class);
		this.filter = context.getBean(FilteredPaths.class);
		this.listener = context.getBean(RecordingListener.class);
		this.connectionListener = context.getBean(RecordingConnectionListener.class);
	}

	/**
	 * Starts an application. Nothing in it ends by a deadline within the time of a test,
	 * unless the properties say so.
	 * @param sources what it is made of
	 * @param properties its properties, as {@code key=value}
	 * @return the running application
	 */
	public static RunningApplication start(List<Class<?>> sources, String... properties) {
		return start(sources, Dialect.PLAIN, properties);
	}

	/**
	 * Starts an application whose clients speak a dialect.
	 * @param sources what it is made of
	 * @param dialect what its clients speak
	 * @param properties its properties, as {@code key=value}
	 * @return the running application
	 */
	public static RunningApplication start(List<Class<?>> sources, Dialect dialect, String... properties) {
		String[] arguments = Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new);
		return new RunningApplication(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.main.log-startup-info=false", "spring.main.register-shutdown-hook=false",
					"spring.lifecycle.timeout-per-shutdown-phase=60s", "logging.level.root=warn")
			.run(arguments), dialect);
	}

	/**
	 * Takes an application that something else has started, and which therefore may have
	 * no port of its own.
	 * @param context its context
	 * @return the running application
	 */
	public static RunningApplication of(ConfigurableApplicationContext context) {
		return new RunningApplication(context, Dialect.PLAIN);
	}

	/**
	 * Returns the application's context.
	 * @return the context
	 */
	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * Returns the port on which the application listens now.
	 * @return the port
	 */
	public int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/**
	 * Returns what the clients speak.
	 * @return the dialect
	 */
	public Dialect dialect() {
		return this.dialect;
	}

	/**
	 * Returns what starts drains and undoes them.
	 * @return the bean
	 */
	public Drainer drainer() {
		return this.context.getBean(Drainer.class);
	}

	/**
	 * Begins a handshake.
	 * @param path the path, with the query if there is one
	 * @return the handshake, not made yet
	 */
	public Knock knock(String path) {
		return Knock.at(port(), path).speaking(this.dialect);
	}

	/**
	 * Connects a client that is closed with this application.
	 * @param path the path, with the query if there is one
	 * @return the open client
	 */
	public WireClient connect(String path) {
		return connect(knock(path));
	}

	/**
	 * Connects a client that is closed with this application.
	 * @param knock the handshake to make
	 * @return the open client
	 */
	public WireClient connect(Knock knock) {
		WireClient client = knock.connect();
		this.clients.add(client);
		return client;
	}

	/**
	 * Connects some clients that are closed with this application.
	 * @param number how many
	 * @param path the path, with the query if there is one
	 * @return the open clients
	 */
	public List<WireClient> connect(int number, String path) {
		return IntStream.range(0, number).mapToObj((i) -> connect(path)).toList();
	}

	/**
	 * Makes a plain HTTP request.
	 * @param path the path, with the query if there is one
	 * @return the response to come
	 */
	public CompletableFuture<HttpResponse<String>> get(String path) {
		URI uri = URI.create("http://127.0.0.1:" + port() + path);
		return HTTP.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Returns what keeps work going.
	 * @return the holds
	 */
	public Holds holds() {
		return this.holds;
	}

	/**
	 * Waits until as many floods are stuck, and not just waiting for something on their
	 * way to the socket.
	 * @param number how many
	 */
	public void awaitStuckFloods(int number) {
		await().atMost(PATIENCE).during(STUCK).until(() -> this.commands.stuckFloods() == number);
	}

	/**
	 * Returns the requests that came to the application's first filter.
	 * @return their paths
	 */
	public List<String> filteredPaths() {
		return this.filter.paths();
	}

	/**
	 * Waits until no connection is open: a client may learn of the end of its own before
	 * the server is done with it.
	 */
	public void awaitNoConnection() {
		ConnectionRegistry registry = this.context.getBean(ConnectionRegistry.class);
		await().atMost(PATIENCE).until(() -> registry.connections().isEmpty());
	}

	/**
	 * Waits until so much is in flight: a client may hear an answer before the handler is
	 * done that has given it.
	 * @param number how many messages
	 */
	public void awaitInFlight(int number) {
		ConnectionRegistry registry = this.context.getBean(ConnectionRegistry.class);
		await().atMost(PATIENCE).until(() -> registry.inFlight() == number);
	}

	/**
	 * Waits for connections to end.
	 * @param number how many
	 * @return how they have ended, in their order
	 */
	public List<Ending> awaitEndings(int number) {
		await().atMost(PATIENCE).until(() -> this.connectionListener.endings().size() >= number);
		return this.connectionListener.endings();
	}

	/**
	 * Waits for a drain to begin.
	 * @return the first drain that began
	 */
	public Drain awaitDrain() {
		await().atMost(PATIENCE).until(() -> !this.listener.started().isEmpty());
		return this.listener.started().get(0);
	}

	/**
	 * Waits for a drain to have taken up connections: it is told of before, and whoever
	 * ends meanwhile is no part of it.
	 * @param number how many
	 * @return the first drain that began
	 */
	public Drain awaitDrain(int number) {
		Drain drain = awaitDrain();
		await().atMost(PATIENCE).until(() -> drain.progress().total() == number);
		return drain;
	}

	/**
	 * Waits for a drain to be over.
	 * @return what the first one that is over has seen
	 */
	public DrainReport awaitReport() {
		return awaitReports(1).get(0);
	}

	/**
	 * Waits for drains to be over.
	 * @param number how many
	 * @return what they have seen
	 */
	public List<DrainReport> awaitReports(int number) {
		await().atMost(PATIENCE).until(() -> reports().size() >= number);
		return reports();
	}

	/**
	 * Returns what the drains that are over have seen.
	 * @return their reports
	 */
	public List<DrainReport> reports() {
		return this.listener.reports();
	}

	/**
	 * Drains an application in which nothing is open or reserved.
	 * @return what the drain has seen, before a reservation could expire
	 */
	public DrainReport drainAtOnce() {
		return drainer().drain(DrainRequests.everything())
			.report()
			.toCompletableFuture()
			.orTimeout(5, TimeUnit.SECONDS)
			.join();
	}

	/**
	 * Begins to close the application context, on a thread of its own.
	 * @return a future that completes when it is closed
	 */
	public CompletableFuture<Void> beginToClose() {
		CompletableFuture<Void> closed = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			this.context.close();
			closed.complete(null);
		}, "closing");
		thread.setDaemon(true);
		thread.start();
		return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	/**
	 * Closes the application context and waits for it.
	 */
	@Override
	public void close() {
		beginToClose().join();
	}

	/**
	 * Ends everything, whatever state a test has left it in.
	 */
	public void abandon() {
		this.holds.releaseAll();
		this.clients.forEach(WireClient::vanish);
		close();
	}

}
