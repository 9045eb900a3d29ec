package org.acme.systemtest;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the dependencies between the modules. */
class ArchitectureTest {

    private static final List<String> MODULES =
            List.of(
                    "breaker-lib",
                    "breaker-quarkus",
                    "breaker-redis",
                    "service-chassis",
                    "fault-injection",
                    "checkout-service",
                    "checkout-lessons",
                    "payment-gateway-stub",
                    "inventory-service",
                    "workshop",
                    "launcher");
    private static final String[] ABOVE_THE_LIBRARY = {
        "org.acme.breaker.quarkus..", "org.acme.breaker.redis.."
    };
    private static final List<String> PROGRAMS =
            List.of(
                    "org.acme.checkout..",
                    "org.acme.gateway..",
                    "org.acme.inventory..",
                    "org.acme.workshop..",
                    "org.acme.launcher..");

    private static final Pattern DEPENDENCY_ON_ANNOTATIONS =
            Pattern.compile(
                    "<dependency>((?!</dependency>).)*<artifactId>breaker-microprofile</artifactId>",
                    Pattern.DOTALL);

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes =
                new ClassFileImporter()
                        .importPaths(
                                MODULES.stream()
                                        .map(TestStage.ROOT::resolve)
                                        .map(module -> module.resolve("target/classes"))
                                        .toArray(Path[]::new));
    }

    @Test
    void everyModule_isChecked() {
        assertThat(MODULES)
                .allSatisfy(
                        module ->
                                assertThat(TestStage.ROOT.resolve(module).resolve("target/classes"))
                                        .isDirectory());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.acme.checkout..",
                "org.acme.gateway..",
                "org.acme.inventory..",
                "org.acme.workshop..",
                "org.acme.launcher.."
            })
    void programs_dontKnowEachOther(String program) {
        String[] others =
                PROGRAMS.stream().filter(other -> !other.equals(program)).toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(program)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(classes);
    }

    @Test
    void breakerLib_dependsOnNothing() {
        classes()
                .that(
                        resideInAPackage("org.acme.breaker..")
                                .and(not(resideInAnyPackage(ABOVE_THE_LIBRARY))))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify..")
                                .or(
                                        resideInAPackage("org.acme.breaker..")
                                                .and(not(resideInAnyPackage(ABOVE_THE_LIBRARY)))))
                .check(classes);
    }

    @Test
    void whatIsCopied_knowsNothingOfTheDemo() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.acme.breaker..", "org.acme.chassis..", "org.acme.checkout..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.acme.gateway..",
                        "org.acme.inventory..",
                        "org.acme.workshop..",
                        "org.acme.launcher..",
                        "org.acme.fault..")
                .check(classes);
    }

    @Test
    void lessons_areALeaf() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.acme.checkout.lessons..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.acme.checkout.lessons..")
                .check(classes);
    }

    /** breaker-quarkus has a problem document of its own: it is copied without the chassis. */
    @Test
    void problemsBodiesAndStrictJson_areDeclaredOnlyInTheChassis() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.acme.chassis..", "org.acme.breaker.quarkus..")
                .should()
                .haveNameMatching(
                        ".*\\.(Problem|ProblemException|ProblemMappers?|FieldError|StrictJson"
                                + "|StrictJsonReader|WholeBody|Body(Rules|Limit|Buffering)"
                                + "|DatabaseTrouble|AuditHorizon)")
                .check(classes);
    }

    @Test
    void standardAnnotations_areALeaf() throws IOException {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.acme.breaker.microprofile..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.acme.breaker.microprofile..")
                .check(classes);

        try (Stream<Path> folders = Files.walk(TestStage.ROOT, 2)) {
            assertThat(folders.filter(folder -> !folder.equals(TestStage.ROOT)))
                    .filteredOn(folder -> needsTheAnnotations(folder.resolve("pom.xml")))
                    .extracting(TestStage.ROOT::relativize)
                    .containsExactlyInAnyOrder(
                            Path.of("breaker-microprofile-tck/parent"),
                            Path.of("benchmarks/annotations"));
        }
    }

    private static boolean needsTheAnnotations(Path pom) {
        try {
            return Files.exists(pom)
                    && DEPENDENCY_ON_ANNOTATIONS.matcher(Files.readString(pom)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void onlyStubs_injectFaults() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.acme.fault..", "org.acme.gateway..", "org.acme.inventory..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.acme.fault..")
                .check(classes);
    }
}
