package org.acme.launcher.doctor;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.acme.launcher.doctor.Finding.Level;
import org.acme.launcher.machine.Reason;

/**
 * Implements {@code ./demo doctor}: finds what prevents the demo from running here, each with a
 * remedy.
 *
 * @param findings in the order in which they are told
 */
public record Doctor(List<Finding> findings) {

    private static final List<Check> CHECKS =
            List.of(
                    new JavaCheck(),
                    new PlatformCheck(),
                    new RoomCheck(),
                    new FolderCheck(),
                    new RootCheck(),
                    new PortsCheck(),
                    new BuildCheck(),
                    new DockerCheck());

    /** Creates a doctor with all checks of this machine. */
    public static Doctor examine(Path root, Map<String, String> environment) {
        return examine(new ThisMachine(root, environment), CHECKS);
    }

    /**
     * All checks run at once, because some wait for a network or an engine that does not answer.
     */
    static Doctor examine(Machine machine, List<Check> checks) {
        ExecutorService threads = Executors.newFixedThreadPool(checks.size(), Doctor::daemon);
        try {
            List<Future<List<Finding>>> answers =
                    checks.stream()
                            .map(check -> threads.submit(() -> look(check, machine)))
                            .toList();
            return new Doctor(answers.stream().flatMap(answer -> found(answer).stream()).toList());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Finding> look(Check check, Machine machine) {
        try {
            return check.look(machine);
        } catch (RuntimeException e) {
            return List.of(unknown(check.getClass().getSimpleName(), e));
        }
    }

    private static List<Finding> found(Future<List<Finding>> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            return List.of(unknown("Check", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static Finding unknown(String topic, Exception failure) {
        return Finding.note(
                topic, "the check failed: " + Reason.of(failure), "start ./demo to find out");
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "doctor");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Prints the findings and returns the exit code: 1 if something prevents the demo from running,
     * else 0.
     */
    public int report(PrintStream out) {
        for (Finding finding : findings) {
            out.println(
                    padded(finding.level().word(), 9)
                            + padded(finding.topic(), 12)
                            + finding.words());
            if (!finding.remedy().isEmpty()) {
                out.println(padded("", 21) + "-> " + finding.remedy());
            }
        }
        long problems = findings.stream().filter(each -> each.level() == Level.PROBLEM).count();
        out.println();
        out.println(
                problems == 0
                        ? "No problems found. ./demo can run."
                        : problems + (problems == 1 ? " problem" : " problems") + " to fix first.");
        return problems == 0 ? 0 : 1;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
