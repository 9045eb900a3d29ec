package org.acme.workshop;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** Checks the dependencies within this module. */
@AnalyzeClasses(packages = "org.acme", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule talksHttpOnly =
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideInAPackage("org.acme.workshop..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.breaker..",
                            "org.acme.fault..",
                            "org.acme.checkout..",
                            "org.acme.gateway..",
                            "org.acme.inventory..",
                            "org.acme.launcher..");

    @ArchTest
    static final ArchRule featuresFormNoCircle =
            slices().matching("org.acme.workshop.(*)..").should().beFreeOfCycles();

    /** run plays what file says and asks judge; no other direction. */
    @ArchTest
    static final ArchRule scenarioPackagesPointOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("run")
                    .definedBy("org.acme.workshop.scenario.run..")
                    .layer("judge")
                    .definedBy("org.acme.workshop.scenario.judge..")
                    .layer("file")
                    .definedBy("org.acme.workshop.scenario.file..")
                    .whereLayer("run")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("judge")
                    .mayOnlyBeAccessedByLayers("run")
                    .whereLayer("file")
                    .mayOnlyBeAccessedByLayers("run", "judge");

    @ArchTest
    static final ArchRule nobodyDependsOnTheFront =
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideOutsideOfPackage("org.acme.workshop.control..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.acme.workshop.control..");
}
