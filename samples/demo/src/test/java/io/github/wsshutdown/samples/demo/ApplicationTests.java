package io.github.wsshutdown.samples.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A process that is started for the demo.
 */
class ApplicationTests {

	@TempDir
	private Path directory;

	@Test
	void processThatDiesEarlyIsQuoted() throws Exception {
		Path log = this.directory.resolve("log");
		try (Application application = Application.start(Path.of("nowhere.jar"), List.of(), log)) {
			assertThatExceptionOfType(DemoException.class)
				.isThrownBy(() -> application.awaitAddress(Duration.ofSeconds(20)))
				.withMessageContaining("nowhere.jar");
		}
		assertThat(Files.readString(log)).contains("nowhere.jar");
	}

	@Test
	void nothingIsLeftBehind() throws Exception {
		Application application = Application.start(Path.of("nowhere.jar"), List.of(), this.directory.resolve("log"));
		application.close();
		assertThat(application.exit()).succeedsWithin(10, TimeUnit.SECONDS);
	}

}
