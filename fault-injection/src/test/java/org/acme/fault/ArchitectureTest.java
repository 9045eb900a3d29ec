package org.acme.fault;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package of this module may use which. */
@AnalyzeClasses(packages = "org.acme.fault", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.acme.fault.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DIRECTIONS =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("api")
                    .definedBy("org.acme.fault.api..")
                    .layer("wire")
                    .definedBy("org.acme.fault.wire..")
                    .layer("lease")
                    .definedBy("org.acme.fault.lease..")
                    .layer("kind")
                    .definedBy("org.acme.fault.kind..")
                    .whereLayer("api")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("wire")
                    .mayOnlyBeAccessedByLayers("api")
                    .whereLayer("lease")
                    .mayOnlyBeAccessedByLayers("api", "wire")
                    .whereLayer("kind")
                    .mayOnlyBeAccessedByLayers("api", "wire", "lease");
}
