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

import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.GenericWebApplicationContext;

import io.github.wsshutdown.container.tomcat.WatchedUpgradeHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TomcatRuntimeHints}, and that ahead-of-time processing takes the
 * auto-configurations.
 */
class TomcatRuntimeHintsTests {

	@Test
	void upgradeHandlerThatTomcatMakesIsKept() throws Exception {
		RuntimeHints hints = process(getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructor(WatchedUpgradeHandler.class.getConstructor())
			.invoke()).accepts(hints);
	}

	@Test
	void nothingOfTomcatIsNamedWhereThereIsNone() throws Exception {
		RuntimeHints hints = process(
				new FilteredClassLoader("org.apache.tomcat", "org.apache.coyote", "org.apache.catalina"));
		assertThat(hints.reflection().getTypeHint(WatchedUpgradeHandler.class)).isNull();
	}

	private static RuntimeHints process(ClassLoader classLoader) {
		GenericWebApplicationContext context = new GenericWebApplicationContext(new MockServletContext());
		context.setClassLoader(classLoader);
		AnnotationConfigUtils.registerAnnotationConfigProcessors(context);
		for (Class<?> each : new Class<?>[] { WsShutdownAutoConfiguration.class, WsShutdownGateAutoConfiguration.class,
				WsShutdownJakartaAutoConfiguration.class, WsShutdownServletAutoConfiguration.class,
				WsShutdownGraphQlAutoConfiguration.class }) {
			context.registerBean(each);
		}
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("test", "Application")), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		return generation.getRuntimeHints();
	}

}
