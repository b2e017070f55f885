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

package io.github.wsshutdown;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wsshutdown.drain.SystemTimer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The plan of the house.
 */
class ArchitectureTests {

	private static final String BASE = "io.github.wsshutdown";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(BASE);

	private static final String[] JETTY = { "org.eclipse.jetty.." };

	private static final String[] TOMCAT = { "org.apache.tomcat..", "org.apache.coyote..", "org.apache.catalina.." };

	/**
	 * What each package may know beside itself; a package that is not named here is not
	 * planned. Nothing may know {@code autoconfigure}, which may know everything.
	 */
	private static final Map<String, Set<String>> KNOWS = Map.ofEntries(Map.entry("drain", Set.of()),
			Map.entry("work", Set.of("drain")), Map.entry("container", Set.of("drain")),
			Map.entry("container.tomcat", Set.of("container", "drain")),
			Map.entry("container.jetty", Set.of("container", "drain")),
			Map.entry("container.undertow", Set.of("container", "drain")),
			Map.entry("container.netty", Set.of("container", "drain")),
			Map.entry("servlet", Set.of("drain", "container")),
			Map.entry("servlet.sockjs", Set.of("servlet", "drain", "container")),
			Map.entry("stomp", Set.of("drain", "container", "servlet")),
			Map.entry("jakarta", Set.of("drain", "container")), Map.entry("event", Set.of()),
			Map.entry("reactive", Set.of("drain", "container")),
			Map.entry("reactive.stream", Set.of("drain", "container", "event", "reactive")),
			Map.entry("stream", Set.of("drain", "container", "event")), Map.entry("context", Set.of("drain")),
			Map.entry("journal", Set.of("drain")), Map.entry("actuate", Set.of("drain")),
			Map.entry("actuate.boot3", Set.of("actuate", "drain")), Map.entry("micrometer", Set.of("drain")),
			Map.entry("handover", Set.of("drain")), Map.entry("handover.tomcat", Set.of("handover", "drain")),
			Map.entry("handover.jetty", Set.of("handover", "drain")));

	@Test
	void everyPackageIsPlanned() {
		Set<String> packages = new TreeSet<>();
		CLASSES.forEach((type) -> packages.add(type.getPackageName().substring(BASE.length() + 1)));
		packages.remove("autoconfigure");
		assertThat(packages).isNotEmpty().isSubsetOf(KNOWS.keySet());
	}

	static Stream<Arguments> packages() {
		return KNOWS.entrySet().stream().map((entry) -> Arguments.of(entry.getKey(), entry.getValue()));
	}

	@ParameterizedTest
	@MethodSource("packages")
	void packageKnowsOnlyWhatIsPlanned(String name, Set<String> known) {
		String[] allowed = Stream.concat(Stream.of(name), known.stream())
			.map((each) -> BASE + "." + each)
			.toArray(String[]::new);
		ArchRule rule = noClasses().that()
			.resideInAPackage(BASE + "." + name)
			.should()
			.dependOnClassesThat(resideInAPackage(BASE + "..").and(DescribedPredicate.not(resideInAnyPackage(allowed))))
			.allowEmptyShould(true);
		rule.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void drainKnowsOnlyTheJdkAndJSpecify() {
		classes().that()
			.resideInAPackage(BASE + ".drain")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(BASE + ".drain", "java..", "org.jspecify..")
			.check(CLASSES);
	}

	@Test
	void nothingKnowsAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackage(BASE + ".autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(BASE + ".autoconfigure")
			.check(CLASSES);
	}

	@Test
	void onlyTheJettyPackagesKnowJettyAndNoReleaseOfJakartaEe() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".container.jetty", BASE + ".handover.jetty")
			.and(DescribedPredicate.not(conditionalConfiguration()))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(JETTY)
			.check(CLASSES);
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.eclipse.jetty.ee10..", "org.eclipse.jetty.ee11..")
			.check(CLASSES);
	}

	@Test
	void onlyTheTomcatPackagesKnowTomcat() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + ".container.tomcat", BASE + ".handover.tomcat")
			.and(DescribedPredicate.not(conditionalConfiguration()))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(TOMCAT)
			.check(CLASSES);
	}

	@Test
	void onlyTheUndertowPackageKnowsUndertow() {
		noClasses().that()
			.resideOutsideOfPackage(BASE + ".container.undertow")
			.and(DescribedPredicate.not(conditionalConfiguration()))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.undertow..", "org.xnio..")
			.check(CLASSES);
	}

	@Test
	void containerAndContextDoNotKnowSpringWebSocket() {
		noClasses().that()
			.resideInAnyPackage(BASE + ".container..", BASE + ".context", BASE + ".jakarta")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.web..")
			.check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		Set<String> unmarked = CLASSES.stream()
			.map(JavaClass::getPackage)
			.filter((candidate) -> !candidate.isAnnotatedWith(NullMarked.class))
			.map((candidate) -> candidate.getName())
			.collect(Collectors.toSet());
		assertThat(unmarked).isEmpty();
	}

	@Test
	void classesAreFinalUnlessTheyArePropertiesOrNestedConfigurations() {
		classes().that(areConcrete())
			.and()
			.areNotAnnotatedWith(ConfigurationProperties.class)
			.and(DescribedPredicate.not(nestedInProperties()))
			.and(DescribedPredicate.not(nestedConfiguration()))
			.and(DescribedPredicate.not(proxyable()))
			.should()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.resideInAPackage(BASE + ".autoconfigure")
			.check(CLASSES);
	}

	@Test
	void everyAutoConfigurationIsListedInItsImportsFile() {
		List<String> written = namesOf(AutoConfiguration.class);
		List<String> listed = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith(BASE))
			.toList();
		assertThat(written).isNotEmpty();
		assertThat(listed).containsExactlyInAnyOrderElementsOf(written);
	}

	@Test
	void configurationsAreNotProxied() {
		List<String> proxied = CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(Configuration.class))
			.filter((type) -> type.getAnnotationOfType(Configuration.class).proxyBeanMethods())
			.map(JavaClass::getName)
			.toList();
		assertThat(proxied).isEmpty();
	}

	@Test
	void beanMethodsArePackagePrivate() {
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(CLASSES);
	}

	@Test
	void beanMethodsOfPostProcessorsAreStatic() {
		methods().that()
			.areAnnotatedWith(Bean.class)
			.and()
			.haveRawReturnType(assignableTo(BeanPostProcessor.class).or(assignableTo(BeanFactoryPostProcessor.class)))
			.should()
			.beStatic()
			.check(CLASSES);
	}

	@Test
	void nothingSleepsOrPolls() {
		noClasses().should()
			.callMethodWhere(calls(Thread.class, "sleep", "yield", "onSpinWait"))
			.orShould()
			.callMethodWhere(calls(Object.class, "wait"))
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.concurrent.locks.LockSupport")
			.check(CLASSES);
	}

	@Test
	void wallClockIsNotUsedForMeasuringTime() {
		noClasses().should().callMethodWhere(calls(System.class, "currentTimeMillis")).check(CLASSES);
	}

	/**
	 * The wire of Tomcat compares the budget of its own write; it schedules nothing.
	 */
	@Test
	void onlyTheTimerReadsTheNanoClock() {
		noClasses().that()
			.doNotBelongToAnyOf(SystemTimer.class)
			.and()
			.doNotHaveFullyQualifiedName(BASE + ".container.tomcat.TomcatWire")
			.should()
			.callMethodWhere(calls(System.class, "nanoTime"))
			.check(CLASSES);
	}

	@Test
	void nothingIsThreadLocal() {
		noFields().should().haveRawType(assignableTo(ThreadLocal.class)).check(CLASSES);
	}

	@Test
	void nothingIsPrinted() {
		noClasses().should()
			.accessField(System.class, "out")
			.orShould()
			.accessField(System.class, "err")
			.orShould()
			.callMethodWhere(calls(Throwable.class, "printStackTrace"))
			.check(CLASSES);
	}

	private static List<String> namesOf(Class<? extends Annotation> annotation) {
		return CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(annotation))
			.map(JavaClass::getName)
			.sorted()
			.toList();
	}

	private static DescribedPredicate<JavaClass> conditionalConfiguration() {
		return DescribedPredicate.describe("conditional configurations",
				(type) -> type.isAnnotatedWith(Configuration.class) && type.isAnnotatedWith(ConditionalOnClass.class)
						&& type.getPackageName().equals(BASE + ".autoconfigure"));
	}

	private static DescribedPredicate<JavaClass> areConcrete() {
		return DescribedPredicate.describe("concrete classes",
				(type) -> !type.isInterface() && !type.isAnonymousClass()
						&& !type.getModifiers().contains(JavaModifier.ABSTRACT)
						&& !type.getSimpleName().equals("package-info"));
	}

	private static DescribedPredicate<JavaClass> nestedInProperties() {
		return DescribedPredicate.describe("nested in properties",
				(type) -> type.getEnclosingClass()
					.map((enclosing) -> enclosing.isAnnotatedWith(ConfigurationProperties.class))
					.orElse(false));
	}

	/**
	 * What stands in the place of an application's beans, which it may have proxied.
	 */
	private static DescribedPredicate<JavaClass> proxyable() {
		return DescribedPredicate.describe("proxyable",
				(type) -> Set.of("TrackedRequestHandler", "TrackedSockJsRequestHandler", "TrackingHandler")
					.contains(type.getSimpleName()));
	}

	private static DescribedPredicate<JavaClass> nestedConfiguration() {
		return DescribedPredicate.describe("nested configurations",
				(type) -> type.isNestedClass() && type.isAnnotatedWith(Configuration.class));
	}

	private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String... names) {
		Set<String> wanted = Set.copyOf(Arrays.asList(names));
		return DescribedPredicate.describe(owner.getSimpleName() + "." + wanted, (call) -> {
			AccessTarget target = call.getTarget();
			return wanted.contains(target.getName()) && target.getOwner().isAssignableTo(owner);
		});
	}

}
