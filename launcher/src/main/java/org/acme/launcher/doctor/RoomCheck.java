package org.acme.launcher.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acme.launcher.stage.Place;

/** Checks whether processors, memory and disk suffice for seven services and a database. */
final class RoomCheck implements Check {

    private static final long MEGABYTE = 1024L * 1024;

    // The need of all processes, rounded up, and the amounts that are certainly too small
    private static final long MEMORY_WANTED = 2048 * MEGABYTE;
    private static final long MEMORY_LEAST = 1200 * MEGABYTE;
    private static final long DISK_WANTED = 2048 * MEGABYTE;
    private static final long DISK_LEAST = 512 * MEGABYTE;

    @Override
    public List<Finding> look(Machine machine) {
        List<Finding> findings = new ArrayList<>();
        findings.add(processors(machine.processors()));
        findings.add(memory(machine.availableMemory()));
        findings.add(disk(machine, machine.root()));
        Path data = Place.of(machine.root(), machine.environment()).data();
        if (!data.startsWith(machine.root())) {
            findings.add(disk(machine, data));
        }
        return findings;
    }

    private static Finding processors(int processors) {
        return processors >= 2
                ? Finding.ok("Processors", processors + " processors")
                : Finding.note(
                        "Processors",
                        "1 processor: seven services run slowly on it, and latencies are high",
                        "add a second processor; counts and states are correct anyway");
    }

    private static Finding memory(Optional<Long> available) {
        if (available.isEmpty()) {
            return Finding.ok("Memory", "2 GB needed; this system does not report its free memory");
        }
        String words = gigabytes(available.get()) + " available, 2 GB needed";
        String remedy = "stop other programs, or containers that you do not need";
        if (available.get() < MEMORY_LEAST) {
            return Finding.problem("Memory", words, remedy);
        }
        return available.get() < MEMORY_WANTED
                ? Finding.note("Memory", words, remedy)
                : Finding.ok("Memory", words);
    }

    private static Finding disk(Machine machine, Path folder) {
        long usable = machine.usableSpace(folder);
        String words = gigabytes(usable) + " free at " + folder + ", 2 GB needed";
        String remedy = "free some disk space, or clone the repository to a larger disk";
        if (usable < DISK_LEAST) {
            return Finding.problem("Disk", words, remedy);
        }
        return usable < DISK_WANTED
                ? Finding.note("Disk", words, remedy)
                : Finding.ok("Disk", words);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / MEGABYTE / 1024.0);
    }
}
