package org.acme.breaker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.acme.breaker.internal.SystemTicker;

/** Checks the dependencies within the library. */
@AnalyzeClasses(packages = "org.acme.breaker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nothingButJavaBase =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.breaker..",
                            "org.jspecify.annotations",
                            "java.lang..",
                            "java.math",
                            "java.time..",
                            "java.util..",
                            "java.io",
                            // Threads shed the access context of the caller that starts them.
                            "java.security");

    @ArchTest
    static final ArchRule packagesAreAcyclic =
            slices().matching("org.acme.breaker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule breakerKnowsNoOtherPart =
            noClasses()
                    .that()
                    .resideInAPackage("org.acme.breaker")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.breaker.retry",
                            "org.acme.breaker.bulkhead",
                            "org.acme.breaker.ratelimit",
                            "org.acme.breaker.timeout",
                            "org.acme.breaker.fallback",
                            "org.acme.breaker.hedge",
                            "org.acme.breaker.chaos",
                            "org.acme.breaker.pipeline");

    @ArchTest
    static final ArchRule windowsKnowNothing =
            noClasses()
                    .that()
                    .resideInAPackage("org.acme.breaker.window")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.acme.breaker", "org.acme.breaker.internal");

    @ArchTest
    static final ArchRule timeIsTheTickers =
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(SystemTicker.class, Ticker.class)
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now");
}
