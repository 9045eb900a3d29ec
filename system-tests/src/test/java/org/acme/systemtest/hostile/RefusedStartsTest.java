package org.acme.systemtest.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.acme.launcher.stage.StageLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What keeps it from starting is a sentence with a remedy, and exit code 2. */
@Tag("deep")
@DisabledOnOs(OS.WINDOWS)
class RefusedStartsTest {

    private static final String JAVA_HOME = System.getProperty("java.home", "");

    private static Path folder = Path.of("");
    private static Clone built = new Clone(Path.of(""));
    private static Clone fresh = new Clone(Path.of(""));

    /** Things that have to be undone after a start. */
    private final List<AutoCloseable> held = new ArrayList<>();

    @FunctionalInterface
    interface Hostility {
        Start.Plan prepare(RefusedStartsTest test) throws Exception;
    }

    /**
     * A start that can't succeed.
     *
     * @param name what is hostile
     * @param hostility makes it so
     * @param sentence words of the sentence that says so
     */
    record Row(String name, Hostility hostility, String... sentence) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void clones() throws IOException {
        folder = Files.createTempDirectory("hostile");
        built = Clone.built(folder.resolve("built"));
        fresh = Clone.notBuilt(folder.resolve("fresh"));
    }

    @AfterAll
    static void deleteClones() throws Exception {
        built.delete();
        fresh.delete();
        new Clone(folder).delete();
    }

    static Stream<Row> rows() {
        return Stream.of(ports(), commandLines(), javas(), folders(), disks(), networks(), others())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> ports() {
        return Stream.of(
                new Row(
                        "port of 127.0.0.1",
                        t -> t.taken("CONTROL_ROOM_PORT", "127.0.0.1"),
                        "is taken",
                        "CONTROL_ROOM_PORT="),
                new Row(
                        "port of every interface",
                        t -> t.taken("PAYMENT_PROTECTED_PORT", "0.0.0.0"),
                        "is taken"),
                new Row(
                        "port of ::1 only",
                        t -> t.taken("INVENTORY_UNPROTECTED_PORT", "::1"),
                        "is taken"),
                new Row(
                        "PostgreSQL's port",
                        t -> t.taken("POSTGRES_PORT", "127.0.0.1"),
                        "is taken",
                        "postgres"),
                new Row(
                        "audience's port",
                        t -> t.taken("AUDIENCE_PORT", "0.0.0.0"),
                        "is taken",
                        "AUDIENCE_PORT="),
                new Row(
                        "audience's port is another's",
                        t ->
                                plan().set("AUDIENCE_PORT", "8081")
                                        .set("CHECKOUT_PROTECTED_PORT", "8081"),
                        "both 8081"),
                new Row(
                        "two ports alike",
                        t -> plan().set("POSTGRES_PORT", "8080").set("CONTROL_ROOM_PORT", "8080"),
                        "both 8080"),
                new Row(
                        "port that is no number",
                        t -> plan().set("POSTGRES_PORT", "five"),
                        "POSTGRES_PORT must be a port"),
                new Row(
                        "port out of range",
                        t -> plan().set("CONTROL_ROOM_PORT", "70000"),
                        "must be a port from 1 to 65535"));
    }

    private static Stream<Row> commandLines() {
        return Stream.of(
                new Row(
                        "scenario that is not there",
                        t -> plan().with("payment-hangs"),
                        "no scenario",
                        "payment-hang"),
                new Row("option that is not there", t -> plan().with("--fast"), "no option --fast"),
                new Row(
                        "two scenarios",
                        t -> plan().with("flapping", "payment-hang"),
                        "one scenario"),
                new Row(
                        "play and serve",
                        t -> plan().with("--serve", "flapping"),
                        "can't do both"));
    }

    private static Stream<Row> javas() {
        return Stream.of(
                new Row(
                        "no Java",
                        t -> plan().set("JAVA_HOME", "/nowhere"),
                        "JDK 17 or newer",
                        "JAVA_HOME"),
                new Row(
                        "Java 11",
                        t -> t.java("echo 'openjdk version \"11.0.2\"' >&2"),
                        "is 11.0.2",
                        "JAVA_HOME"),
                new Row("Java that dies", t -> t.java("exit 1"), "JDK 17 or newer"),
                new Row(
                        "runtime without a compiler",
                        t -> t.javaWithout("jdk.compiler"),
                        "needs a JDK",
                        "can't compile"),
                new Row(
                        "JDK without ct.sym",
                        t -> t.javaWithoutSymbols(),
                        "can't compile for Java 17",
                        "complete JDK"));
    }

    private static Stream<Row> folders() {
        return Stream.of(
                new Row("folder with $", t -> t.cloneNamed("a$x"), "\"$\"", "another folder"),
                new Row("folder with !", t -> t.cloneNamed("a!b"), "\"!\"", "another folder"),
                new Row("folder with [a]*", t -> t.cloneNamed("[a]*"), "\"[\"", "another folder"),
                new Row("folder with :", t -> t.cloneNamed("a:b"), "\":\"", "another folder"),
                new Row(
                        "folder with a quotation mark",
                        t -> t.cloneNamed("a\"b"),
                        "another folder"),
                new Row("folder with a backslash", t -> t.cloneNamed("a\\b"), "another folder"),
                new Row("target/demo is a file", RefusedStartsTest::targetIsAFile, "in the way"),
                new Row("scenarios are missing", RefusedStartsTest::noScenarios, "no scenario"));
    }

    private static Stream<Row> disks() {
        return Stream.of(
                new Row(
                        "DEMO_DATA is a file",
                        t -> plan().set("DEMO_DATA", t.aFile()),
                        "in the way"),
                new Row(
                        "DEMO_DATA can't be made",
                        t -> plan().set("DEMO_DATA", "/proc/demo"),
                        "/proc/demo"),
                new Row(
                        "disk of 8 MB",
                        t -> plan().set("DEMO_DATA", t.disk("size=8m")),
                        "disk",
                        "full"),
                new Row(
                        "disk without programs",
                        t -> plan().set("DEMO_DATA", t.disk("size=400m,noexec")),
                        "DEMO_DATA"),
                new Row(
                        "read-only disk",
                        t -> plan().set("DEMO_DATA", t.disk("size=8m,ro")),
                        "read-only"),
                new Row(
                        "no place for temporary files",
                        t -> fresh().set("TMPDIR", "/nowhere"),
                        "TMPDIR"));
    }

    private static Stream<Row> networks() {
        return Stream.of(
                new Row(
                        "dead proxy, nothing downloaded",
                        t -> t.emptyHome().set("https_proxy", "http://127.0.0.1:9"),
                        "build failed",
                        "settings.xml"),
                new Row(
                        "home that can't be written",
                        t -> fresh().set("MAVEN_USER_HOME", "/proc/m2").set("HOME", "/proc"),
                        "build failed",
                        "MAVEN_USER_HOME"));
    }

    private static Stream<Row> others() {
        return Stream.of(
                new Row(
                        "another start in this folder",
                        t -> t.locked(built.root(), plan()),
                        "Another ./demo"),
                new Row(
                        "another start while a build is due",
                        t -> t.locked(fresh.root(), fresh()),
                        "Another ./demo"),
                new Row(
                        "two prepare at once",
                        t -> t.locked(fresh.root(), fresh().with("prepare")),
                        "Another ./demo"),
                new Row(
                        "root without user namespaces",
                        RefusedStartsTest::noNamespaces,
                        "ordinary user"),
                new Row(
                        "source with an error",
                        RefusedStartsTest::brokenSource,
                        "build failed",
                        "[ERROR]"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void start_isRefusedInASentence(Row row) throws Exception {
        Start.Outcome outcome;
        try {
            outcome = row.hostility().prepare(this).toTheEnd();
        } finally {
            for (AutoCloseable each : held) {
                each.close();
            }
        }

        assertThat(outcome.exitCode()).as(outcome.said()).isEqualTo(2);
        assertThat(outcome.said()).contains(row.sentence());
        assertThat(outcome.said())
                .doesNotContain("\tat ", "Exception in thread", "Caused by:")
                .doesNotMatch("(?s)\\s*/\\S*\\s*");
    }

    private static Start.Plan plan() throws IOException {
        return Start.of(built);
    }

    private static Start.Plan fresh() throws IOException {
        return Start.of(fresh);
    }

    private Start.Plan taken(String variable, String address) throws IOException {
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(address));
        held.add(other);
        return plan().set(variable, Integer.toString(other.getLocalPort()));
    }

    private String aFile() throws IOException {
        return Files.createTempFile(folder, "file", "").toString();
    }

    private Start.Plan java(String script) throws IOException {
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
    private Start.Plan javaWithout(String module) throws IOException {
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
    private Start.Plan javaWithoutSymbols() throws Exception {
        Path home = folder.resolve("jdk");
        new ProcessBuilder("cp", "-rL", JAVA_HOME, home.toString()).start().waitFor();
        Files.deleteIfExists(home.resolve("lib/ct.sym"));
        return fresh().set("JAVA_HOME", home.toString());
    }

    private Start.Plan cloneNamed(String name) throws IOException {
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

    private Start.Plan targetIsAFile() throws IOException {
        Start.Plan plan = cloneNamed("target-is-a-file");
        Files.createFile(folder.resolve("target-is-a-file/target"));
        return plan;
    }

    private Start.Plan noScenarios() throws IOException {
        Start.Plan plan = cloneNamed("no-scenarios");
        Files.delete(folder.resolve("no-scenarios/scenarios/payment-hang.yaml"));
        return plan;
    }

    /** A disk of its own; only root may mount one. */
    private String disk(String options) throws Exception {
        Path mount = Files.createTempDirectory(folder, "disk");
        int code =
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "none", mount.toString())
                        .start()
                        .waitFor();
        assumeTrue(code == 0, "may not mount");
        held.add(() -> new ProcessBuilder("umount", "-l", mount.toString()).start().waitFor());
        return mount.toString();
    }

    private Start.Plan emptyHome() throws IOException {
        String home = Files.createTempDirectory(folder, "home").toString();
        return fresh().set("HOME", home).set("MAVEN_USER_HOME", home + "/.m2");
    }

    private Start.Plan locked(Path root, Start.Plan plan) throws Exception {
        StageLock lock = StageLock.in(root.resolve("target/demo"));
        lock.take();
        held.add(lock::release);
        return plan;
    }

    private Start.Plan noNamespaces() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root needs them");
        Path bin = Files.createTempDirectory(folder, "bin");
        Path unshare = bin.resolve("unshare");
        Files.writeString(
                unshare, "#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2; exit 1\n");
        makeExecutable(unshare);
        return plan().set("PATH", bin + ":" + System.getenv("PATH"));
    }

    private Start.Plan brokenSource() {
        try {
            Path source = fresh.file("breaker-lib/src/main/java/Broken.java");
            Files.writeString(source, "class {");
            held.add(() -> Files.delete(source));
            return fresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
