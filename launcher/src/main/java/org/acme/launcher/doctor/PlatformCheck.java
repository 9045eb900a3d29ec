package org.acme.launcher.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Checks whether there is a PostgreSQL for this system and processor. */
final class PlatformCheck implements Check {

    private static final String TOPIC = "Platform";
    private static final Set<String> ARCHITECTURES =
            Set.of("amd64", "x86_64", "x64", "aarch64", "arm64");
    private static final String OWN =
            "choose one of io.zonky.test.postgres: ./mvnw package -Dpostgres.platform=NAME";

    @Override
    public List<Finding> look(Machine machine) {
        String what = machine.system() + " on " + machine.architecture();
        if (!ARCHITECTURES.contains(machine.architecture())) {
            return List.of(Finding.problem(TOPIC, "there is no PostgreSQL for " + what, OWN));
        }
        if (machine.exists(Path.of("/etc/NIXOS"))) {
            return List.of(
                    Finding.note(
                            TOPIC,
                            "NixOS does not run programs built elsewhere, such as this PostgreSQL",
                            "enable programs.nix-ld, or run ./demo in an FHS environment"));
        }
        if (machine.exists(Path.of("/etc/alpine-release"))) {
            return List.of(Finding.ok(TOPIC, what + ", with PostgreSQL for Alpine"));
        }
        return List.of(Finding.ok(TOPIC, what));
    }
}
