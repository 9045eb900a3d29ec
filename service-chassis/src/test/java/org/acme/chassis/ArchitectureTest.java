package org.acme.chassis;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The chassis is technique: it knows no service, and no service's words. */
@AnalyzeClasses(packages = "org.acme.chassis", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule features_haveNoCycles =
            slices().matching("org.acme.chassis.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule chassis_usesNoOtherModule =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("org.acme..")
                                    .and(resideOutsideOfPackage("org.acme.chassis..")));

    @ArchTest
    static final ArchRule chassis_hasNoDomainType =
            noClasses()
                    .should()
                    .haveNameMatching(
                            ".*(Order|Checkout|Payment|Charge|Refund|Inventory|Reservation|Product"
                                    + "|Sku|Stock|Deliver|Lane|Fault|Breaker|Scenario).*");
}
