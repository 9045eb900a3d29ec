package org.acme.systemtest.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is odd about a machine but no reason not to start. */
@Tag("deep")
@EnabledOnOs(OS.LINUX)
class AcceptedStartsTest {

    private Path folder = Path.of("");

    @FunctionalInterface
    interface Oddity {
        Start.Plan prepare(AcceptedStartsTest test) throws Exception;
    }

    /** A start that succeeds all the same. */
    record Row(String name, Oddity oddity) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        "a locale that is not generated",
                        t -> t.plan("clone").set("LC_ALL", "xx_XX.UTF-8")),
                new Row(
                        "a Mac's locale over ssh",
                        t -> t.plan("clone").set("LC_CTYPE", "UTF-8").set("LANG", "")),
                new Row("a Turkish user", t -> t.plan("clone").set("LC_ALL", "tr_TR.UTF-8")),
                new Row(
                        "letters beyond ASCII under LC_ALL=C",
                        t -> t.plan("ü 日本").set("LC_ALL", "C")),
                new Row("blanks, # and ' in the folder", t -> t.plan("it's a#b")),
                new Row("umask 077", t -> t.plan("clone").after("umask 077;")),
                new Row(
                        "options for other JVMs",
                        t ->
                                t.plan("clone")
                                        .set(
                                                "JAVA_TOOL_OPTIONS",
                                                "-Dhttp.proxyHost=nowhere"
                                                        + " -Djava.net.preferIPv6Addresses=true")
                                        .set("JDK_JAVA_OPTIONS", "-Xmx1m")
                                        .set("_JAVA_OPTIONS", "-Xss1m")),
                new Row("another project's settings", AcceptedStartsTest::otherProject),
                new Row("a broken launcher.jar", AcceptedStartsTest::brokenJar),
                new Row("through a symbolic link", AcceptedStartsTest::linked));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void start_succeeds(Row row) throws Exception {
        folder = Files.createTempDirectory("odd");
        try (Start start = row.oddity().prepare(this).with("--serve").inATerminal().begin()) {
            start.awaitServing();
            assertNoSettingsOfOthers();

            start.signalGroup("INT");

            assertThat(start.outcome().said()).contains("All processes have stopped");
        }
    }

    /** The services say in their first lines what they were given. */
    private void assertNoSettingsOfOthers() throws Exception {
        List<String> forbidden =
                List.of("Picked up", "Unrecognized configuration", "other-project");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path log : files.filter(each -> each.toString().endsWith(".log")).toList()) {
                assertThat(Files.readString(log)).doesNotContain(forbidden);
            }
        }
    }

    @AfterEach
    void delete() throws Exception {
        new Clone(folder).delete();
    }

    private Start.Plan plan(String name) throws Exception {
        return Start.of(Clone.built(folder.resolve(name)));
    }

    private Start.Plan otherProject() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve(".env"), "QUARKUS_APPLICATION_NAME=other-project\n");
        Files.createDirectories(other.resolve("config"));
        Files.writeString(
                other.resolve("config/application.properties"),
                "quarkus.http.port=1\nquarkus.datasource.jdbc.url=jdbc:other-project\n");
        return plan("clone")
                .in(other)
                .set("quarkus_thread_pool_max_threads", "1")
                .set("QUARKUS_HTTP_HOST", "192.0.2.1")
                .set("DB_URL", "jdbc:other-project")
                .set("CLASSPATH", "elsewhere")
                .set("http_proxy", "http://127.0.0.1:9");
    }

    private Start.Plan brokenJar() throws Exception {
        Clone clone = Clone.built(folder.resolve("clone"));
        Files.writeString(clone.file("launcher/target/launcher.jar"), "half a jar");
        return Start.of(clone);
    }

    private Start.Plan linked() throws Exception {
        Clone clone = Clone.built(folder.resolve("clone"));
        return Start.of(Files.createSymbolicLink(folder.resolve("demo"), clone.file("demo")));
    }
}
