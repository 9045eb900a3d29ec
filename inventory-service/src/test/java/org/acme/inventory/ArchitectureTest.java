package org.acme.inventory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;

/**
 * Checks the dependencies within inventory. If a rule fails, discuss the design before you change
 * the test.
 */
@AnalyzeClasses(
        packages = "org.acme.inventory",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching("org.acme.inventory.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOBODY_ELSES_CODE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.checkout..",
                            "org.acme.gateway..",
                            "org.acme.breaker..",
                            "org.acme.workshop..",
                            "org.acme.fault..");

    @ArchTest
    static final ArchRule DATABASE_KNOWS_NO_FEATURE =
            noClasses()
                    .that()
                    .resideInAPackage("..database..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..product..", "..reservation..", "..delivery..", "..audit..");

    @ArchTest
    static final ArchRule PRODUCTS_KNOW_NO_RESERVATIONS =
            noClasses()
                    .that()
                    .resideInAPackage("..product..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..reservation..", "..delivery..", "..audit..");

    @ArchTest
    static final ArchRule ONLY_RESOURCES_SPEAK_HTTP =
            classes()
                    .that()
                    .areAnnotatedWith(Path.class)
                    .should()
                    .haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Impl|Utils|Util|Manager|Helper)")
                    .orShould()
                    .haveSimpleNameStartingWith("Abstract");
}
