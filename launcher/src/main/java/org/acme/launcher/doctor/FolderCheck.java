package org.acme.launcher.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acme.launcher.machine.FolderName;
import org.acme.launcher.stage.Place;

/** Checks whether build and demo can write their folders, and whether the disk suits PostgreSQL. */
final class FolderCheck implements Check {

    private static final String TOPIC = "Folder";

    @Override
    public List<Finding> look(Machine machine) {
        List<Finding> findings = new ArrayList<>();
        FolderName.problem(machine.root())
                .ifPresent(
                        trouble ->
                                findings.add(
                                        Finding.problem(
                                                TOPIC,
                                                trouble,
                                                "letters, digits, blanks, \"-\", \"_\" and \".\""
                                                        + " are fine")));
        Path data = Place.of(machine.root(), machine.environment()).data();
        Path target = machine.root().resolve("target/demo");
        cantWrite(machine, target).ifPresent(findings::add);
        if (!data.equals(target)) {
            cantWrite(machine, data).ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            findings.add(database(machine, data));
        }
        return findings;
    }

    private static Optional<Finding> cantWrite(Machine machine, Path folder) {
        return machine.writeTrouble(folder)
                .map(
                        trouble ->
                                Finding.problem(
                                        TOPIC, trouble, "the demo needs to write to " + folder));
    }

    private static Finding database(Machine machine, Path data) {
        return machine.databaseTrouble(data)
                .map(
                        trouble ->
                                Finding.problem(
                                        TOPIC,
                                        "PostgreSQL cannot use the disk of "
                                                + data
                                                + ": "
                                                + trouble,
                                        "choose a folder on another disk: DEMO_DATA=$HOME ./demo"))
                .orElseGet(() -> Finding.ok(TOPIC, "data folder: " + data));
    }
}
