package org.acme.systemtest.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps it from starting is a sentence with a remedy, and exit code 2. */
@Tag("deep")
@DisabledOnOs(OS.WINDOWS)
class RefusedStartsTest {

    private static Path folder = Path.of("");
    private static Clone built = new Clone(Path.of(""));
    private static Clone fresh = new Clone(Path.of(""));

    @FunctionalInterface
    interface Hostility {
        Start.Plan prepare(Surroundings surroundings) throws Exception;
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
                                t.plan()
                                        .set("AUDIENCE_PORT", "8081")
                                        .set("CHECKOUT_PROTECTED_PORT", "8081"),
                        "both 8081"),
                new Row(
                        "two ports alike",
                        t -> t.plan().set("POSTGRES_PORT", "8080").set("CONTROL_ROOM_PORT", "8080"),
                        "both 8080"),
                new Row(
                        "port that is no number",
                        t -> t.plan().set("POSTGRES_PORT", "five"),
                        "POSTGRES_PORT must be a port"),
                new Row(
                        "port out of range",
                        t -> t.plan().set("CONTROL_ROOM_PORT", "70000"),
                        "must be a port from 1 to 65535"));
    }

    private static Stream<Row> commandLines() {
        return Stream.of(
                new Row(
                        "scenario that is not there",
                        t -> t.plan().with("payment-hangs"),
                        "no scenario",
                        "payment-hang"),
                new Row(
                        "option that is not there",
                        t -> t.plan().with("--fast"),
                        "Unknown option --fast"),
                new Row(
                        "two scenarios",
                        t -> t.plan().with("flapping", "payment-hang"),
                        "one scenario"),
                new Row(
                        "play and serve",
                        t -> t.plan().with("--serve", "flapping"),
                        "cannot be combined"));
    }

    private static Stream<Row> javas() {
        return Stream.of(
                new Row(
                        "no Java",
                        t -> t.plan().set("JAVA_HOME", "/nowhere"),
                        "JDK 17 or newer",
                        "JAVA_HOME"),
                new Row(
                        "Java 11",
                        t -> t.java("echo 'openjdk version \"11.0.2\"' >&2"),
                        "is version 11.0.2",
                        "JAVA_HOME"),
                new Row("Java that dies", t -> t.java("exit 1"), "JDK 17 or newer"),
                new Row(
                        "runtime without a compiler",
                        t -> t.javaWithout("jdk.compiler"),
                        "needs a JDK",
                        "cannot compile"),
                new Row(
                        "JDK without ct.sym",
                        t -> t.javaWithoutSymbols(),
                        "cannot compile for Java 17",
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
                new Row(
                        "target/demo is a file",
                        Surroundings::targetIsAFile,
                        "needs a folder there"),
                new Row("scenarios are missing", Surroundings::noScenarios, "no scenario"));
    }

    private static Stream<Row> disks() {
        return Stream.of(
                new Row(
                        "DEMO_DATA is a file",
                        t -> t.plan().set("DEMO_DATA", t.aFile()),
                        "needs a folder there"),
                new Row(
                        "DEMO_DATA can't be made",
                        t -> t.plan().set("DEMO_DATA", "/proc/demo"),
                        "/proc/demo"),
                new Row(
                        "disk of 8 MB",
                        t -> t.plan().set("DEMO_DATA", t.disk("size=8m")),
                        "disk",
                        "full"),
                new Row(
                        "disk without programs",
                        t -> t.plan().set("DEMO_DATA", t.disk("size=400m,noexec")),
                        "DEMO_DATA"),
                new Row(
                        "read-only disk",
                        t -> t.plan().set("DEMO_DATA", t.disk("size=8m,ro")),
                        "read-only"),
                new Row(
                        "no place for temporary files",
                        t -> t.fresh().set("TMPDIR", "/nowhere"),
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
                        t -> t.fresh().set("MAVEN_USER_HOME", "/proc/m2").set("HOME", "/proc"),
                        "build failed",
                        "MAVEN_USER_HOME"));
    }

    private static Stream<Row> others() {
        return Stream.of(
                new Row(
                        "another start in this folder",
                        t -> t.locked(t.plan(), built.root()),
                        "Another ./demo"),
                new Row(
                        "another start while a build is due",
                        t -> t.locked(t.fresh(), fresh.root()),
                        "Another ./demo"),
                new Row(
                        "two prepare at once",
                        t -> t.locked(t.fresh().with("prepare"), fresh.root()),
                        "Another ./demo"),
                new Row(
                        "root without user namespaces",
                        Surroundings::noNamespaces,
                        "ordinary user"),
                new Row(
                        "source with an error",
                        Surroundings::brokenSource,
                        "build failed",
                        "[ERROR]"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void start_isRefusedInASentence(Row row) throws Exception {
        Start.Outcome outcome;
        try (Surroundings surroundings = new Surroundings(folder, built, fresh)) {
            outcome = row.hostility().prepare(surroundings).toTheEnd();
        }

        assertThat(outcome.exitCode()).as(outcome.said()).isEqualTo(2);
        assertThat(outcome.said()).contains(row.sentence());
        assertThat(outcome.said())
                .doesNotContain("\tat ", "Exception in thread", "Caused by:")
                .doesNotMatch("(?s)\\s*/\\S*\\s*");
    }
}
