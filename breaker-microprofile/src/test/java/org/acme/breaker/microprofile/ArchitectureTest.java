package org.acme.breaker.microprofile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may know: the library, the standards, and nothing of Quarkus. */
@AnalyzeClasses(
        packages = "org.acme.breaker.microprofile",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheLibraryAndStandards =
            classes()
                    .that()
                    .resideInAPackage("org.acme.breaker.microprofile..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "org.acme.breaker",
                            "org.acme.breaker.bulkhead",
                            "org.acme.breaker.retry",
                            "org.acme.breaker.timeout",
                            "org.acme.breaker.window",
                            "org.acme.breaker.microprofile..",
                            "org.eclipse.microprofile.faulttolerance..",
                            "org.eclipse.microprofile.config..",
                            "jakarta.annotation",
                            "jakarta.enterprise..",
                            "jakarta.inject",
                            "jakarta.interceptor",
                            "io.smallrye.mutiny..",
                            "io.opentelemetry.api..",
                            "org.jspecify.annotations",
                            "java..");

    @ArchTest
    static final ArchRule mutinyStaysInItsRoom =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.acme.breaker.microprofile.mutiny")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.smallrye.mutiny..");

    @ArchTest
    static final ArchRule telemetryStaysInItsRoom =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.acme.breaker.microprofile.telemetry")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.opentelemetry..")
                    .allowEmptyShould(true);
}
