package org.acme.launcher.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.launcher.child.ChildSpec;
import org.acme.launcher.parent.ParentWatch;
import org.junit.jupiter.api.Test;

class ProcessSpecsTest {

    private final Path root = Path.of("/some where/shop");
    private final ProcessSpecs specs;

    ProcessSpecsTest() throws PortException {
        Path work = root.resolve("target/demo");
        specs =
                new ProcessSpecs(
                        StageSetup.of(root, work, Ports.from(Map.of())),
                        program -> List.of("-cache"));
    }

    @Test
    void lanes_differInProtectionSchemaAndNeighboursOnly() {
        Map<String, String> left =
                new HashMap<>(specs.service(Role.CHECKOUT, Lane.PROTECTED).environment());
        Map<String, String> right =
                new HashMap<>(specs.service(Role.CHECKOUT, Lane.UNPROTECTED).environment());

        left.entrySet().removeAll(Map.copyOf(right).entrySet());

        assertThat(left)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "LANE", "protected",
                                "CHECKOUT_PROTECTION", "on",
                                "DB_SCHEMA", "checkout_protected",
                                "PAYMENT_URL", "http://127.0.0.1:8082",
                                "INVENTORY_URL", "http://127.0.0.1:8083",
                                "QUARKUS_HTTP_PORT", "8081"));
    }

    @Test
    void stub_takesFaults_andHasItsOwnSchema() {
        Map<String, String> variables = specs.service(Role.PAYMENT, Lane.UNPROTECTED).environment();

        assertThat(variables)
                .containsEntry("FAULTS_ENABLED", "true")
                .containsEntry("DB_SCHEMA", "payment_unprotected")
                .containsEntry("DB_URL", "jdbc:postgresql://127.0.0.1:5433/workshop");
    }

    @Test
    void controlRoom_knowsAllServices() {
        assertThat(specs.controlRoom().environment())
                .containsEntry("LANES_PROTECTED_CHECKOUT", "http://127.0.0.1:8081")
                .containsEntry("LANES_UNPROTECTED_INVENTORY", "http://127.0.0.1:8183")
                .containsEntry("LINKS_PROTECTED_PORTS", "8081,8082,8083")
                .containsEntry("LINKS_UNPROTECTED_PORTS", "8181,8182,8183")
                .containsEntry("SCENARIOS_DIRECTORY", root.resolve("scenarios").toString());
    }

    @Test
    void pathsWithSpaces_stayOneArgument() {
        ChildSpec checkout = specs.service(Role.CHECKOUT, Lane.PROTECTED);
        Path launcher = root.resolve("launcher/target/launcher.jar");
        Path program = root.resolve("checkout-lessons/target/quarkus-app/quarkus-run.jar");

        assertThat(checkout.command())
                .endsWith(
                        "-cp",
                        program + File.pathSeparator + launcher,
                        ParentWatch.class.getName(),
                        program.toString());
    }

    @Test
    void cacheOfClasses_isLeftOutOfThePlainCommand() {
        ChildSpec checkout = specs.service(Role.CHECKOUT, Lane.PROTECTED);

        List<String> without = new ArrayList<>(checkout.command());
        assertThat(without.remove("-cache")).isTrue();
        assertThat(checkout.plainCommand()).isEqualTo(without);
    }

    @Test
    void everyProcess_hasANameAndALogOfItsOwn() {
        List<ChildSpec> all =
                List.of(
                        specs.postgres(),
                        specs.controlRoom(),
                        specs.service(Role.CHECKOUT, Lane.PROTECTED),
                        specs.service(Role.CHECKOUT, Lane.UNPROTECTED),
                        specs.service(Role.PAYMENT, Lane.PROTECTED),
                        specs.service(Role.INVENTORY, Lane.PROTECTED));

        assertThat(all).extracting(ChildSpec::name).doesNotHaveDuplicates();
        assertThat(all).extracting(ChildSpec::log).doesNotHaveDuplicates();
    }
}
