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

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;

import io.github.wsshutdown.drain.ConnectionDrainer;
import io.github.wsshutdown.journal.DrainJournal;

/**
 * Auto-configuration for the journal of drains. A context and its children share one.
 */
@AutoConfiguration(after = WsShutdownAutoConfiguration.class)
@ConditionalOnBean(value = ConnectionDrainer.class, search = SearchStrategy.CURRENT)
@Conditional(JournalPathCondition.class)
public final class WsShutdownJournalAutoConfiguration {

	/**
	 * Is told first: what other listeners do may take its time, and the process may be
	 * killed meanwhile.
	 */
	@Bean(destroyMethod = "close")
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnMissingBean
	DrainJournal wsShutdownJournal(WsShutdownProperties properties) {
		String journal = properties.getJournal();
		if (!StringUtils.hasText(journal)) {
			throw unusable(String.valueOf(journal), "but the application was processed ahead of time with a journal");
		}
		try {
			return DrainJournal.open(Path.of(journal));
		}
		catch (FileSystemException ex) {
			String reason = (ex.getReason() != null) ? ex.getReason() : ex.getClass().getSimpleName();
			throw unusable(journal, "which cannot be written (" + reason + ")");
		}
		catch (IOException | InvalidPathException ex) {
			throw unusable(journal, "which cannot be used: " + ex.getMessage());
		}
	}

	private static InvalidWsShutdownPropertyException unusable(String journal, String problem) {
		return new InvalidWsShutdownPropertyException(JournalPathCondition.PROPERTY, journal, problem,
				"Set it to a file of its own in a directory that the application may write to, "
						+ "or remove it for no journal");
	}

}
