package org.acme.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acme.launcher.doctor.Doctor.Finding;
import org.acme.launcher.doctor.Doctor.Level;
import org.acme.launcher.stage.Lane;
import org.acme.launcher.stage.Ports;
import org.acme.launcher.stage.Role;
import org.junit.jupiter.api.Test;

class DoctorTest {

    private static final long MEGABYTE = 1024 * 1024;

    @Test
    void oldJava_andOneWithoutCompiler_areProblemsWithARemedy() {
        assertThat(List.of(Doctor.jdk(11, true), Doctor.jdk(25, false)))
                .allSatisfy(
                        finding -> {
                            assertThat(finding.level()).isEqualTo(Level.PROBLEM);
                            assertThat(finding.remedy()).contains("JAVA_HOME");
                        });
        assertThat(Doctor.jdk(17, true).level()).isEqualTo(Level.OK);
    }

    @Test
    void memoryAndDisk_areJudgedByWhatIsAvailable() {
        Path root = Path.of("here");
        assertThat(Doctor.memory(8_000 * MEGABYTE).level()).isEqualTo(Level.OK);
        assertThat(Doctor.memory(1_500 * MEGABYTE).level()).isEqualTo(Level.NOTE);
        assertThat(Doctor.memory(600 * MEGABYTE).level()).isEqualTo(Level.PROBLEM);
        assertThat(Doctor.memory(600 * MEGABYTE).words()).contains("0.6 GB available");
        assertThat(Doctor.disk(8_000 * MEGABYTE, root).level()).isEqualTo(Level.OK);
        assertThat(Doctor.disk(100 * MEGABYTE, root).level()).isEqualTo(Level.PROBLEM);
        assertThat(Doctor.processors(1).level()).isEqualTo(Level.NOTE);
    }

    @Test
    void takenPort_namesTheVariableThatChangesIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            List<Finding> findings = Doctor.ports(Map.of("PAYMENT_PROTECTED_PORT", port));

            assertThat(findings)
                    .filteredOn(finding -> finding.words().contains("port " + port + " is taken"))
                    .singleElement()
                    .satisfies(
                            finding -> {
                                assertThat(finding.level()).isEqualTo(Level.PROBLEM);
                                assertThat(finding.remedy()).contains("PAYMENT_PROTECTED_PORT=");
                            });
        }
    }

    @Test
    void wrongPort_isAProblem() {
        assertThat(Doctor.ports(Map.of("POSTGRES_PORT", "five")))
                .anySatisfy(
                        finding -> assertThat(finding.words()).contains("POSTGRES_PORT", "five"));
    }

    /** The doctor runs before anything is built, and so has a list of its own. */
    @Test
    void portsAreThoseOfTheLauncher() throws Exception {
        Ports launcher = Ports.from(Map.of());
        Map<String, Integer> ports = new HashMap<>();
        ports.put("CONTROL_ROOM_PORT", launcher.controlRoom());
        ports.put("POSTGRES_PORT", launcher.postgres());
        for (Role role : Role.values()) {
            for (Lane lane : Lane.values()) {
                ports.put(role + "_" + lane + "_PORT", launcher.of(role, lane));
            }
        }

        assertThat(Doctor.usualPorts()).isEqualTo(ports);
    }

    @Test
    void noDocker_isOnlyANote() {
        Finding finding = Doctor.docker("no-such-command-anywhere");

        assertThat(finding.level()).isEqualTo(Level.NOTE);
        assertThat(finding.remedy()).contains("docker compose up");
    }

    @Test
    void notBuiltYet_isOnlyANote() {
        assertThat(Doctor.built(Path.of("no-such-folder")).level()).isEqualTo(Level.NOTE);
    }

    @Test
    void examination_hasARemedyForEverythingThatIsNotOk() {
        List<Finding> findings = Doctor.examine(Path.of("").toAbsolutePath(), Map.of());

        assertThat(findings)
                .extracting(Finding::topic)
                .contains("JDK", "Processors", "Memory", "Disk", "Docker", "Build");
        assertThat(findings)
                .allSatisfy(
                        finding ->
                                assertThat(finding.remedy().isEmpty())
                                        .isEqualTo(finding.level() == Level.OK));
    }

    @Test
    void report_endsWithTheNumberOfProblems() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

        int good = Doctor.report(List.of(Doctor.jdk(25, true)), out);
        int bad = Doctor.report(List.of(Doctor.jdk(11, true)), out);

        assertThat(good).isZero();
        assertThat(bad).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("Nothing keeps ./demo from running.", "-> install", "To mend first: 1");
    }
}
