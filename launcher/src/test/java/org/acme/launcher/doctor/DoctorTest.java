package org.acme.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.acme.launcher.doctor.Finding.Level;
import org.junit.jupiter.api.Test;

class DoctorTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);

    @Test
    void thisMachine_hasARemedyForEverythingThatIsNotOk() {
        Doctor doctor = Doctor.examine(Path.of("..").toAbsolutePath().normalize(), Map.of());

        assertThat(doctor.findings())
                .extracting(Finding::topic)
                .contains("JDK", "Processors", "Memory", "Disk", "Docker", "Build", "Platform");
        assertThat(doctor.findings())
                .allSatisfy(
                        finding ->
                                assertThat(finding.remedy().isEmpty())
                                        .isEqualTo(finding.level() == Level.OK));
    }

    @Test
    void report_endsWithTheNumberOfProblems() {
        int good = new Doctor(List.of(Finding.ok("JDK", "17"))).report(out);
        int bad = new Doctor(List.of(Finding.problem("JDK", "11", "install it"))).report(out);

        assertThat(good).isZero();
        assertThat(bad).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains(
                        "No problems found. ./demo can run.",
                        "-> install it",
                        "1 problem to fix first.");
    }

    @Test
    void checkThatFails_isANote_andTheOthersAreToldAllTheSame() {
        Check broken =
                machine -> {
                    throw new IllegalStateException("broken");
                };

        Doctor doctor = Doctor.examine(new FakeMachine(), List.of(broken, new JavaCheck()));

        assertThat(doctor.findings())
                .extracting(Finding::level)
                .containsExactly(Level.NOTE, Level.OK);
    }
}
