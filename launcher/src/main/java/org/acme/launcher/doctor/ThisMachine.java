package org.acme.launcher.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acme.launcher.build.CompileProbe;
import org.acme.launcher.build.Freshness;
import org.acme.launcher.child.StartFailedException;
import org.acme.launcher.machine.DatabaseDisk;
import org.acme.launcher.machine.PortProbe;
import org.acme.launcher.machine.Reason;
import org.acme.launcher.postgres.LeftoverServer;
import org.acme.launcher.stage.FolderLock;
import org.acme.launcher.stage.Place;

/** Answers for the machine on which this process runs. */
record ThisMachine(Path root, Map<String, String> environment) implements Machine {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int COMMAND_SECONDS = 2;

    @Override
    public String system() {
        return System.getProperty("os.name", "");
    }

    @Override
    public String architecture() {
        return System.getProperty("os.arch", "");
    }

    @Override
    public String user() {
        return System.getProperty("user.name", "");
    }

    @Override
    public int java() {
        return Runtime.version().feature();
    }

    @Override
    public String javaHome() {
        return System.getProperty("java.home", "");
    }

    @Override
    public Optional<String> compileTrouble() {
        return CompileProbe.trouble();
    }

    @Override
    public int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * On Linux this includes caches. Elsewhere only free pages are known, and macOS keeps few of
     * them.
     */
    @Override
    public Optional<Long> availableMemory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(each -> each.startsWith("MemAvailable:"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024);
        } catch (IOException | NumberFormatException notLinux) {
            return system().startsWith("Windows") ? freeMemory() : Optional.empty();
        }
    }

    private static Optional<Long> freeMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Optional.of(system.getFreeMemorySize())
                : Optional.empty();
    }

    @Override
    public long usableSpace(Path folder) {
        return existing(folder).toFile().getUsableSpace();
    }

    /** Returns the folder, or the nearest existing one above it. */
    private static Path existing(Path folder) {
        Path current = folder.toAbsolutePath();
        while (!Files.exists(current) && current.getParent() != null) {
            current = current.getParent();
        }
        return current;
    }

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    @Override
    public boolean isReadableByAll(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException noSuchModes) {
            return true;
        }
    }

    @Override
    public Optional<String> writeTrouble(Path folder) {
        Path there = existing(folder);
        try {
            Files.delete(Files.createTempFile(there, ".look", ""));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Reason.of(e));
        }
    }

    @Override
    public Optional<String> databaseTrouble(Path folder) {
        return DatabaseDisk.trouble(existing(folder));
    }

    @Override
    public boolean isTaken(int port) {
        return PortProbe.isTaken(port);
    }

    @Override
    public boolean isTakenOnAnyInterface(int port) {
        return PortProbe.isTakenOnAnyInterface(port);
    }

    @Override
    public boolean isInUse() {
        Place place = Place.of(root, environment);
        if (!Files.exists(place.work().resolve("lock"))) {
            return false;
        }
        FolderLock lock = FolderLock.in(place.work());
        try {
            lock.take();
            return false;
        } catch (StartFailedException held) {
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            lock.release();
        }
    }

    @Override
    public boolean hasLeftoverServer() {
        Place place = Place.of(root, environment);
        try {
            return new LeftoverServer(place.database(), place.binaries()).find().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isBuilt() {
        return new Freshness(root).whatIsStale().isEmpty();
    }

    @Override
    public boolean connects(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException notReached) {
            return false;
        }
    }

    @Override
    public Optional<String> output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(ProcessBuilder.Redirect.PIPE)
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(text.strip()) : Optional.empty();
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
