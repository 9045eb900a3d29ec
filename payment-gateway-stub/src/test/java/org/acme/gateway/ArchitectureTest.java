package org.acme.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Checks the dependencies within the gateway. */
@AnalyzeClasses(packages = "org.acme.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_haveNoCycles =
            slices().matching("org.acme.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule gateway_knowsNoOtherService =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages(
                            "org.acme.breaker..",
                            "org.acme.checkout..",
                            "org.acme.inventory..",
                            "org.acme.workshop..",
                            "org.acme.launcher..");
}
