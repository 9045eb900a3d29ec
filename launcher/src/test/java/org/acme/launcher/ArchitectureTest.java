package org.acme.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "org.acme.launcher",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_dontGoInCircles =
            slices().matching("org.acme.launcher.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatRunsBeforeABuild_usesNothingButTheJdk =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..parent..", "..build..", "..front..", "..doctor..", "..machine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.launcher.play..",
                            "org.apache..",
                            "org.postgresql..",
                            "com.fasterxml..");

    @ArchTest
    static final ArchRule launcher_knowsServicesOnlyByHttp =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.checkout..",
                            "org.acme.gateway..",
                            "org.acme.inventory..",
                            "org.acme.workshop..",
                            "org.acme.breaker..",
                            "org.acme.fault..");
}
