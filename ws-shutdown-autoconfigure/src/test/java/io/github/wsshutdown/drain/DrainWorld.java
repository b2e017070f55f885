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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.wsshutdown.drain.DrainModel.Answer;
import io.github.wsshutdown.drain.DrainModel.ModelDrain;
import io.github.wsshutdown.drain.DrainModel.Place;
import io.github.wsshutdown.drain.DrainModel.Script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Does everything to a real drainer and to its {@link DrainModel}, and compares them.
 */
final class DrainWorld {

	private static final Duration NEVER = Duration.ofDays(1);

	private static final Duration LATER = Duration.ofSeconds(3);

	/**
	 * Reservations are used or released before they expire, which the model does not
	 * know.
	 */
	private static final Duration OLD = Duration.ofSeconds(5);

	private final DrainHarness harness = new DrainHarness(new TestSettings().rate(2).cutMargin(DrainModel.MARGIN));

	private final ConnectionDirectory directory = new ConnectionDirectory(this.harness.registry(),
			this.harness.timer());

	private final DrainModel model = new DrainModel();

	void reserve(Kind kind, String endpoint, Script script) {
		boolean refuses = this.model.refuses(kind, endpoint);
		Optional<Admission> admission = this.harness.registry().tryAdmit(kind, endpoint);
		assertThat(admission.isEmpty()).as("refused").isEqualTo(refuses);
		admission.ifPresent((it) -> this.model.reserved(it, connection(kind, endpoint, script), script));
	}

	private RecordingConnection connection(Kind kind, String endpoint, Script script) {
		RecordingConnection connection = this.harness.connection(kind, endpoint);
		return switch (script) {
			case ANSWERS -> connection;
			case ANSWERS_LATER -> connection.answersAfter(this.harness.timer(), LATER);
			case NEVER_ANSWERS -> connection.neverAnswers();
			case IGNORES_THE_CUT -> connection.neverAnswers().ignoresTermination();
			case THROWS_WHEN_ASKED -> connection.onLeave(RecordingConnection::fail);
		};
	}

	void establish(int which) {
		with(which, (place) -> !place.established, (place) -> {
			this.model.established(place);
			place.admission.established(place.connection);
		});
	}

	/**
	 * Undoes everything when it was seen that one comes within the closed gate, and
	 * before a drain learns of it.
	 */
	void establishWhileUndrained(int which) {
		with(which, (place) -> !place.established, (place) -> {
			AtomicBoolean undone = new AtomicBoolean();
			place.connection.onInfo(() -> {
				if (undone.compareAndSet(false, true)) {
					undrain();
				}
			});
			place.admission.established(place.connection);
			undone.set(true);
			this.model.established(place);
		});
	}

	void release(int which) {
		with(which, (place) -> !place.established && !place.released, this::release);
	}

	private void release(Place place) {
		place.admission.close();
		this.model.released(place);
	}

	void beginMessage(int which) {
		with(which, Place::isOpen, (place) -> place.connection.activity().begin());
	}

	void endMessage(int which) {
		with(which, (place) -> place.connection.activity().inFlight() > 0,
				(place) -> place.connection.activity().end());
	}

	void peerCloses(int which) {
		with(which, Place::isOpen, (place) -> place.connection.end(Outcome.PEER_GONE));
	}

	void disconnect(int which) {
		with(which, Place::isOpen, (place) -> {
			boolean expected = place.connection.asked().isEmpty() && place.connection.cut().isEmpty();
			place.dismissed |= expected;
			boolean asked = this.directory.page(0, 100, (entry) -> entry.connection() == place.connection)
				.stream()
				.anyMatch((entry) -> this.directory.disconnect(entry.number(), TestSettings.DEPARTURE, NEVER));
			assertThat(asked).isEqualTo(expected);
		});
	}

	private void with(int which, Predicate<Place> eligible, Consumer<Place> action) {
		List<Place> places = this.model.places().stream().filter(eligible).toList();
		if (!places.isEmpty()) {
			action.accept(places.get(which % places.size()));
		}
	}

	void drain(Scope scope, Cause cause, Duration timeout) {
		DrainRequest request = new DrainRequest(scope, cause, timeout);
		Answer answer = this.model.answer(request);
		if (cause.shutdown()) {
			this.model.ending();
		}
		if (answer == Answer.REFUSED) {
			assertThatExceptionOfType(DrainInProgressException.class)
				.isThrownBy(() -> this.harness.drainer().drain(request));
			return;
		}
		if (answer == Answer.TOO_LATE) {
			assertThatExceptionOfType(ShutdownInProgressException.class)
				.isThrownBy(() -> this.harness.drainer().drain(request));
			return;
		}
		ModelDrain joined = this.model.joined();
		Drain drain = this.harness.drainer().drain(request);
		if (answer == Answer.JOINS) {
			assertThat(drain).isSameAs(joined.actual);
		}
		else {
			assertThat(this.model.drains()).noneMatch((known) -> known.actual == drain);
			this.model.started(request, drain);
		}
	}

	void undrain() {
		int asked = timesAsked();
		assertThat(this.harness.drainer().undrain()).as("undone").isEqualTo(this.model.undrain());
		assertThat(timesAsked()).isEqualTo(asked);
	}

	void shutdownBegins() {
		this.harness.drainer().shutdownBegins();
		this.model.shutdownBegins();
	}

	void advance(Duration span) {
		Duration old = this.harness.timer().elapsed().plus(span).minus(OLD);
		this.model.places()
			.stream()
			.filter((place) -> !place.established && !place.released && place.reservedAt.compareTo(old) < 0)
			.toList()
			.forEach(this::release);
		this.harness.advance(span);
	}

	/**
	 * Does something, then looks whether all is as it should be.
	 */
	void step(Consumer<DrainWorld> action) {
		Map<Place, Boolean> leaving = this.model.places()
			.stream()
			.collect(Collectors.toMap((place) -> place, Place::isLeaving));
		List<Place> notAsked = this.model.places()
			.stream()
			.filter((place) -> place.connection.asked().isEmpty())
			.toList();
		action.accept(this);
		this.harness.timer().runDue();
		this.model.observe(this.harness.timer().elapsed());
		assertThat(this.harness.state()).isEqualTo(this.model.state());
		for (Place place : notAsked) {
			assertThat(place.connection.asked().isEmpty() || leaving.get(place) || place.isLeaving())
				.as("%s is asked though no drain is about it", place.connection)
				.isTrue();
		}
		this.model.places().forEach(this::check);
	}

	private void check(Place place) {
		assertThat(place.connection.asked()).as("%s asked", place.connection).hasSizeLessThanOrEqualTo(1);
		if (place.script != Script.THROWS_WHEN_ASKED) {
			assertThat(place.connection.cut()).allSatisfy((cut) -> assertThat(this.model.drains())
				.anySatisfy((drain) -> assertThat(cut).isGreaterThanOrEqualTo(drain.deadline)));
		}
		ModelDrain drain = place.drain;
		if (drain == null || drain.cancelled || !place.isOpen() || !place.connection.cut().isEmpty()) {
			return;
		}
		Duration now = this.harness.timer().elapsed();
		assertThat(now).as("%s is cut in time", place.connection).isLessThan(place.deadline);
		boolean idle = place.connection.activity().inFlight() == 0;
		if (now.compareTo(idle ? drain.endOfWindow() : drain.endOfGrace()) >= 0) {
			assertThat(place.connection.asked()).as("%s is asked in time", place.connection).hasSize(1);
		}
	}

	/**
	 * Waits until every drain is over, and looks at the reports.
	 */
	void end() {
		for (int i = 0; i < 5; i++) {
			step((world) -> world.advance(Duration.ofSeconds(4)));
		}
		this.model.drains().forEach(this::checkReport);
		ModelDrain last = this.model.current();
		if (last != null && last.shutdown) {
			assertThat(this.model.places()).filteredOn((place) -> place.isOpen() && !place.dismissed)
				.allSatisfy((place) -> assertThat(place.connection.cut()).isNotEmpty());
		}
		this.harness.close();
	}

	private void checkReport(ModelDrain drain) {
		DrainReport report = DrainHarness.reportOf(drain.actual);
		int sum = report.outcomes().values().stream().mapToInt(Integer::intValue).sum();
		if (drain.overtaken) {
			return;
		}
		assertThat(report.cancelled()).isEqualTo(drain.cancelledBeforeItsEnd);
		if (report.cancelled()) {
			assertThat(sum).isLessThanOrEqualTo(report.total());
			return;
		}
		List<Place> connections = new ArrayList<>(drain.seen);
		connections.removeIf((place) -> !place.established);
		assertThat(sum).isEqualTo(report.total());
		assertThat(report.total()).isEqualTo(connections.size());
		assertThat(report.asked())
			.isEqualTo((int) connections.stream().filter((place) -> !place.connection.asked().isEmpty()).count());
	}

	private int timesAsked() {
		return this.model.places().stream().mapToInt((place) -> place.connection.asked().size()).sum();
	}

}
