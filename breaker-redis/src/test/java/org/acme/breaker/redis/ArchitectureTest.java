package org.acme.breaker.redis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The agreement knows no network, and nothing here knows the demo. */
@AnalyzeClasses(packages = "org.acme.breaker.redis", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule agreement_needsNothingButTheLibrary =
            classes()
                    .that()
                    .resideInAPackage("org.acme.breaker.redis.fleet")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.breaker",
                            "org.acme.breaker.window",
                            "org.acme.breaker.redis.fleet",
                            "org.jspecify..",
                            "java.lang..",
                            "java.time..",
                            "java.util..");

    @ArchTest
    static final ArchRule agreement_startsNoThread_andWaitsForNothing =
            noClasses()
                    .that()
                    .resideInAPackage("org.acme.breaker.redis..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Thread.class)
                    .orShould()
                    .callMethod(java.util.concurrent.CompletableFuture.class, "join")
                    .orShould()
                    .callMethod(java.util.concurrent.CompletableFuture.class, "get");

    @ArchTest
    static final ArchRule demo_isUnknown =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.checkout..",
                            "org.acme.chassis..",
                            "org.acme.gateway..",
                            "org.acme.inventory..",
                            "org.acme.workshop..",
                            "org.acme.fault..");
}
