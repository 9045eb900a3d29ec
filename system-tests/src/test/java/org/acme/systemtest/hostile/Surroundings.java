package org.acme.systemtest.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acme.launcher.stage.FolderLock;

/** Makes surroundings in which {@code ./demo} can't start, and undoes them when it's closed. */
final class Surroundings implements AutoCloseable {

    private static final String JAVA_HOME = System.getProperty("java.home", "");

    private final Path folder;
    private final Clone built;
    private final Clone fresh;
    private final List<AutoCloseable> held = new ArrayList<>();

    /** Of two clones in the folder: one that is built, and one as git makes it. */
    Surroundings(Path folder, Clone built, Clone fresh) {
        this.folder = folder;
        this.built = built;
        this.fresh = fresh;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : held) {
            each.close();
        }
    }

    Start.Plan plan() throws IOException {
        return Start.of(built);
    }

    Start.Plan fresh() throws IOException {
        return Start.of(fresh);
    }

    Start.Plan taken(String variable, String address) throws IOException {
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(address));
        held.add(other);
        return plan().set(variable, Integer.toString(other.getLocalPort()));
    }

    String aFile() throws IOException {
        return Files.createTempFile(folder, "file", "").toString();
    }

    Start.Plan java(String script) throws IOException {
        Path home = Files.createTempDirectory(folder, "java");
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        makeExecutable(java);
        return plan().set("JAVA_HOME", home.toString());
    }

    private static void makeExecutable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** A real java that is told to do without a module. */
    Start.Plan javaWithout(String module) throws IOException {
        String java = JAVA_HOME + "/bin/java";
        Start.Plan plan =
                java(
                        "case \"$*\" in *"
                                + module
                                + "*) echo 'Error: module "
                                + module
                                + " not found' >&2; exit 1 ;; esac\nexec '"
                                + java
                                + "' \"$@\"");
        return fresh().set("JAVA_HOME", plan.variable("JAVA_HOME"));
    }

    /** A copy of this JDK without the descriptions of older releases. */
    Start.Plan javaWithoutSymbols() throws Exception {
        Path home = folder.resolve("jdk");
        new ProcessBuilder("cp", "-rL", JAVA_HOME, home.toString()).start().waitFor();
        Files.deleteIfExists(home.resolve("lib/ct.sym"));
        return fresh().set("JAVA_HOME", home.toString());
    }

    Start.Plan cloneNamed(String name) throws IOException {
        Path root = folder.resolve(name);
        Path scenarios = Files.createDirectories(root.resolve("scenarios"));
        Files.writeString(scenarios.resolve("payment-hang.yaml"), "title: Payment hangs\n");
        for (String folder : List.of("launcher/src/main/java", "launcher/target")) {
            Files.createDirectories(root.resolve(folder).getParent());
            Files.createSymbolicLink(root.resolve(folder), built.file(folder));
        }
        Files.copy(built.file("demo"), root.resolve("demo"));
        makeExecutable(root.resolve("demo"));
        return Start.of(root.resolve("demo"));
    }

    Start.Plan targetIsAFile() throws IOException {
        Start.Plan plan = cloneNamed("target-is-a-file");
        Files.createFile(folder.resolve("target-is-a-file/target"));
        return plan;
    }

    Start.Plan noScenarios() throws IOException {
        Start.Plan plan = cloneNamed("no-scenarios");
        Files.delete(folder.resolve("no-scenarios/scenarios/payment-hang.yaml"));
        return plan;
    }

    /** A disk of its own; only root may mount one. */
    String disk(String options) throws Exception {
        Path mount = Files.createTempDirectory(folder, "disk");
        int code =
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "none", mount.toString())
                        .start()
                        .waitFor();
        assumeTrue(code == 0, "may not mount");
        held.add(() -> new ProcessBuilder("umount", "-l", mount.toString()).start().waitFor());
        return mount.toString();
    }

    Start.Plan emptyHome() throws IOException {
        String home = Files.createTempDirectory(folder, "home").toString();
        return fresh().set("HOME", home).set("MAVEN_USER_HOME", home + "/.m2");
    }

    Start.Plan locked(Start.Plan plan, Path root) throws Exception {
        FolderLock lock = FolderLock.in(root.resolve("target/demo"));
        lock.take();
        held.add(lock::release);
        return plan;
    }

    Start.Plan noNamespaces() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root needs them");
        Path bin = Files.createTempDirectory(folder, "bin");
        Path unshare = bin.resolve("unshare");
        Files.writeString(
                unshare, "#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2; exit 1\n");
        makeExecutable(unshare);
        return plan().set("PATH", bin + ":" + System.getenv("PATH"));
    }

    Start.Plan brokenSource() throws IOException {
        Path source = fresh.file("breaker-lib/src/main/java/Broken.java");
        Files.writeString(source, "class {");
        held.add(() -> Files.delete(source));
        return fresh();
    }
}
