package org.acme.systemtest.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read has no phrase that must be decoded, and Java has at most 100 columns. */
class ProseTest {

    private static final int COLUMNS = 100;

    @Test
    void textsThatPeopleRead_haveNoRefusedPhrase() throws IOException {
        NotYet notYet = NotYet.read("phrases-not-yet.txt");
        List<String> findings = new ArrayList<>();
        List<Path> texts = Texts.read();
        for (Path file : texts) {
            Prose.of(Texts.name(file), Files.readString(file)).findings().stream()
                    .filter(finding -> !notYet.covers(finding.file()))
                    .forEach(finding -> findings.add(finding.toString()));
        }

        assertThat(texts).as("files that were read").hasSizeGreaterThan(300);
        assertThat(findings).as("phrases that CONTRIBUTING.md asks to replace").isEmpty();
        assertThat(notYet.superfluous()).as("clean: delete from phrases-not-yet.txt").isEmpty();
    }

    @Test
    void java_hasAtMost100Columns() throws IOException {
        NotYet notYet = NotYet.read("columns-not-yet.txt");
        List<String> findings = new ArrayList<>();
        for (Path file : Texts.java()) {
            String name = Texts.name(file);
            for (int line : tooLong(Files.readAllLines(file))) {
                if (!notYet.covers(name)) {
                    findings.add(name + ":" + line);
                }
            }
        }

        assertThat(findings).as("lines of more than %d columns", COLUMNS).isEmpty();
        assertThat(notYet.superfluous()).as("clean: delete from columns-not-yet.txt").isEmpty();
    }

    /** Imports and text in quotes can't be broken. */
    private static List<Integer> tooLong(List<String> lines) {
        List<Integer> tooLong = new ArrayList<>();
        boolean inTextBlock = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean comment = line.strip().matches("(?:/\\*|\\*|//).*");
            boolean quoted = inTextBlock || (!comment && line.contains("\""));
            if (!comment && line.split("\"\"\"", -1).length % 2 == 0) {
                inTextBlock = !inTextBlock;
            }
            if (line.codePointCount(0, line.length()) > COLUMNS
                    && !quoted
                    && !line.startsWith("import ")
                    && !line.startsWith("package ")) {
                tooLong.add(i + 1);
            }
        }
        return tooLong;
    }

    @Test
    void phrase_isFoundAcrossTheLinesOfAComment_withFileAndLine() {
        String text = "/**\n * Lets so\n * many calls\n * pass.\n */";

        assertThat(Prose.of("A.java", text).findings())
                .singleElement()
                .hasToString(
                        "A.java:2: \"so many\": write the number:"
                                + " \"n calls\", \"the given number of calls\"");
    }

    @Test
    void plainWords_areNotFound() {
        String text =
                "As well as amends. It is well known, so manyfold. Lets the request go on."
                        + " The lane is healthy. The order becomes final.";

        assertThat(Prose.of("page.md", text).findings()).isEmpty();
    }

    @Test
    void longLine_isFoundInCodeAndComment_butNotInText() {
        String comment = "// " + "c".repeat(COLUMNS);
        String code = "call(" + "c".repeat(COLUMNS) + ");";

        assertThat(tooLong(List.of(comment, code))).containsExactly(1, 2);
        assertThat(tooLong(List.of("import " + code, "say(\"" + code, "\"\"\"", code, "\"\"\"")))
                .isEmpty();
    }
}
