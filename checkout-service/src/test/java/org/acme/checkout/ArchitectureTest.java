package org.acme.checkout;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages are features, and look at each other in one direction only. */
@AnalyzeClasses(packages = "org.acme.checkout", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_haveNoCycles =
            slices().matching("org.acme.checkout.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule neighbours_knowNothingOfOrders =
            noClasses()
                    .that()
                    .resideInAnyPackage("..payment..", "..inventory..", "..remote..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..order..", "..settlement..", "..catalogue..", "..audit..");

    @ArchTest
    static final ArchRule nobody_needsSettlement =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..settlement..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..settlement..");

    @ArchTest
    static final ArchRule wireFormats_stayAtTheWire =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..payment..", "..inventory..", "..remote..")
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleNameEndingWith("Api");

    @ArchTest
    static final ArchRule otherServices_areOnlyKnownOverHttp =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.checkout.lessons..",
                            "org.acme.gateway..",
                            "org.acme.inventory..",
                            "org.acme.workshop..",
                            "org.acme.fault..");
}
