package org.acme.breaker.quarkus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages are features, and look at each other in one direction only. */
@AnalyzeClasses(packages = "org.acme.breaker.quarkus", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_haveNoCycles =
            slices().matching("org.acme.breaker.quarkus.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule openTelemetry_isOnlyTouchedWhereItIsLookedFor =
            noClasses()
                    .that()
                    .haveNameNotMatching(".*\\.SpanEvents(\\$.*)?")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule internalsOfTheLibrary_areNotUsed =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.acme.breaker.internal");

    @ArchTest
    static final ArchRule demo_isUnknown =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.checkout..",
                            "org.acme.gateway..",
                            "org.acme.inventory..",
                            "org.acme.workshop..",
                            "org.acme.fault..");
}
