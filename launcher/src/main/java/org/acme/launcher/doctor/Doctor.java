package org.acme.launcher.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code ./demo doctor}: looks at JDK, processors, memory, disk, ports and Docker, and names a
 * remedy for each problem. One file that needs nothing but the JDK, so that it runs from source
 * before anything is built.
 */
public final class Doctor {

    private static final long MEGABYTE = 1024L * 1024;
    private static final int OLDEST_JDK = 17;
    private static final int CONNECT_MILLIS = 300;
    private static final int DOCKER_SECONDS = 10;

    // What the seven processes and PostgreSQL take, rounded up, and what is too little for sure
    private static final long MEMORY_WANTED = 2048 * MEGABYTE;
    private static final long MEMORY_LEAST = 1200 * MEGABYTE;
    private static final long DISK_WANTED = 2048 * MEGABYTE;
    private static final long DISK_LEAST = 512 * MEGABYTE;

    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK("ok"),
        /** It will run, but. */
        NOTE("note"),
        /** It won't run. */
        PROBLEM("PROBLEM");

        private final String word;

        Level(String word) {
            this.word = word;
        }
    }

    /**
     * One thing that was looked at.
     *
     * @param remedy what to do about it; empty if nothing has to be done
     */
    public record Finding(Level level, String topic, String words, String remedy) {}

    private Doctor() {}

    /** Run from source by the {@code demo} script: {@code Doctor.java ROOT}. */
    public static void main(String[] arguments) {
        Path root = Path.of(arguments.length > 0 ? arguments[0] : "").toAbsolutePath();
        System.exit(report(examine(root, System.getenv()), System.out));
    }

    /** Looks at everything. */
    public static List<Finding> examine(Path root, Map<String, String> environment) {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk(Runtime.version().feature(), hasCompiler()));
        findings.add(processors(Runtime.getRuntime().availableProcessors()));
        findings.add(memory(availableMemory()));
        findings.add(disk(root.toFile().getUsableSpace(), root));
        findings.addAll(ports(environment));
        findings.add(docker("docker"));
        findings.add(built(root));
        return findings;
    }

    /** Prints them; 0 if nothing keeps the demo from running, else 1. */
    static int report(List<Finding> findings, PrintStream out) {
        for (Finding finding : findings) {
            out.printf("%-8s %-11s %s%n", finding.level.word, finding.topic, finding.words);
            if (!finding.remedy.isEmpty()) {
                out.printf("%-20s -> %s%n", "", finding.remedy);
            }
        }
        long problems = findings.stream().filter(each -> each.level == Level.PROBLEM).count();
        String none = "Nothing keeps ./demo from running.";
        out.println();
        out.println(problems == 0 ? none : "To mend first: " + problems + " of these.");
        return problems == 0 ? 0 : 1;
    }

    static Finding jdk(int feature, boolean compiler) {
        if (feature < OLDEST_JDK) {
            return problem(
                    "JDK",
                    "Java " + feature + " is too old",
                    "install a JDK 17 or newer, and set JAVA_HOME to it");
        }
        if (!compiler) {
            return problem(
                    "JDK",
                    "Java " + feature + " without a compiler: only a runtime",
                    "install the JDK of it, and set JAVA_HOME to it");
        }
        return ok("JDK", "Java " + feature + ", " + System.getProperty("java.home"));
    }

    private static boolean hasCompiler() {
        return ModuleLayer.boot().findModule("jdk.compiler").isPresent()
                || Files.exists(Path.of(System.getProperty("java.home"), "bin", "javac"))
                || Files.exists(Path.of(System.getProperty("java.home"), "bin", "javac.exe"));
    }

    static Finding processors(int processors) {
        return processors >= 2
                ? ok("Processors", processors + " processors")
                : note(
                        "Processors",
                        "1 processor: seven services will be slow, and latencies with them",
                        "give the machine a second one; counts and states stay true all the same");
    }

    static Finding memory(long available) {
        String words = gigabytes(available) + " available, 2 GB wanted";
        String remedy = "end other programs, or stop containers that aren't needed";
        if (available < MEMORY_LEAST) {
            return problem("Memory", words, remedy);
        }
        return available < MEMORY_WANTED ? note("Memory", words, remedy) : ok("Memory", words);
    }

    /** What the system could give away: on Linux that counts caches, which free memory doesn't. */
    private static long availableMemory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            Optional<String> line =
                    lines.filter(each -> each.startsWith("MemAvailable:")).findFirst();
            if (line.isPresent()) {
                return Long.parseLong(line.get().replaceAll("\\D", "")) * 1024;
            }
        } catch (IOException | NumberFormatException notLinux) {
            // The JDK knows something on every system.
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            return system.getFreeMemorySize();
        }
        return MEMORY_WANTED;
    }

    static Finding disk(long usable, Path root) {
        String words = gigabytes(usable) + " free at " + root + ", 2 GB wanted";
        String remedy = "free some space, or clone the repository to a larger disk";
        if (usable < DISK_LEAST) {
            return problem("Disk", words, remedy);
        }
        return usable < DISK_WANTED ? note("Disk", words, remedy) : ok("Disk", words);
    }

    /** The ports of {@code ./demo} by the variables that change them. */
    static Map<String, Integer> usualPorts() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("CONTROL_ROOM_PORT", 8080);
        ports.put("CHECKOUT_PROTECTED_PORT", 8081);
        ports.put("CHECKOUT_UNPROTECTED_PORT", 8181);
        ports.put("PAYMENT_PROTECTED_PORT", 8082);
        ports.put("PAYMENT_UNPROTECTED_PORT", 8182);
        ports.put("INVENTORY_PROTECTED_PORT", 8083);
        ports.put("INVENTORY_UNPROTECTED_PORT", 8183);
        ports.put("POSTGRES_PORT", 5433);
        return ports;
    }

    static List<Finding> ports(Map<String, String> environment) {
        List<Finding> findings = new ArrayList<>();
        List<String> free = new ArrayList<>();
        usualPorts()
                .forEach(
                        (variable, usual) -> {
                            String wish = environment.getOrDefault(variable, "").strip();
                            if (!wish.isEmpty() && !wish.matches("[1-9]\\d{0,4}")) {
                                findings.add(notAPort(variable, wish));
                                return;
                            }
                            int port = wish.isEmpty() ? usual : Integer.parseInt(wish);
                            if (isTaken(port)) {
                                findings.add(taken(variable, port));
                            } else {
                                free.add(Integer.toString(port));
                            }
                        });
        if (!free.isEmpty()) {
            findings.add(0, ok("Ports", "free: " + String.join(", ", free)));
        }
        return findings;
    }

    private static Finding notAPort(String variable, String wish) {
        return problem(
                "Ports",
                variable + " is no port: " + wish,
                "set it from 1 to 65535, or not at all");
    }

    private static Finding taken(String variable, int port) {
        int other = port + 10_000 <= 65_535 ? port + 10_000 : port - 10_000;
        return problem(
                "Ports",
                "port %d is taken by another program".formatted(port),
                "end it, or choose another: %s=%d ./demo".formatted(variable, other));
    }

    private static boolean isTaken(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback, port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobodyAnswers) {
            // It may still be bound by somebody who doesn't accept.
        }
        try (ServerSocket socket = new ServerSocket(port, 1, loopback)) {
            return !socket.isBound();
        } catch (IOException taken) {
            return true;
        }
    }

    /** Only for {@code docker compose up}: without it nothing is wrong. */
    static Finding docker(String command) {
        Optional<String> engine = ask(command, "version", "--format", "{{.Server.Version}}");
        if (engine.isEmpty()) {
            return note(
                    "Docker",
                    "no Docker engine answers",
                    "only for docker compose up, which adds Grafana: install or start Docker");
        }
        return ask(command, "compose", "version", "--short")
                .map(compose -> ok("Docker", "engine " + engine.get() + ", compose " + compose))
                .orElseGet(
                        () ->
                                note(
                                        "Docker",
                                        "engine " + engine.get() + " without compose",
                                        "only for docker compose up: install the compose plugin"));
    }

    private static Optional<String> ask(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(DOCKER_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                return Optional.empty();
            }
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? said.strip().lines().findFirst() : Optional.empty();
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Finding built(Path root) {
        if (Files.exists(root.resolve("launcher/target/launcher.jar"))) {
            return ok("Build", "built before; ./demo builds anew what has changed");
        }
        return note(
                "Build",
                "not built yet: the first ./demo downloads what it needs, and takes minutes",
                "run ./demo prepare while there is a network");
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / MEGABYTE / 1024.0);
    }

    private static Finding ok(String topic, String words) {
        return new Finding(Level.OK, topic, words, "");
    }

    private static Finding note(String topic, String words, String remedy) {
        return new Finding(Level.NOTE, topic, words, remedy);
    }

    private static Finding problem(String topic, String words, String remedy) {
        return new Finding(Level.PROBLEM, topic, words, remedy);
    }
}
