package org.acme.launcher.figures;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.launcher.play.RunView.ExpectationView;

/**
 * Writes {@code docs/measured.md}: every expectation of every scenario and its measured value. A
 * scenario that was not played again keeps its section.
 */
final class MeasuredPage {

    private static final Pattern SECTION =
            Pattern.compile("(?ms)^## ([a-z0-9-]+)\n.*?(?=^## |\\z)");
    private static final String HEAD =
            """
            # Measured

            What the last run of each scenario measured, expectation by expectation.
            `stage/figures` writes this page; [scenarios.md](scenarios.md) explains the scenarios.

            """;

    private MeasuredPage() {}

    static String renew(String page, Map<String, MeasuredRun> runs, List<String> scenarios) {
        SortedMap<String, String> sections = new TreeMap<>();
        Matcher section = SECTION.matcher(page);
        while (section.find()) {
            sections.put(section.group(1), section.group());
        }
        runs.forEach((name, run) -> sections.put(name, section(name, run)));
        sections.keySet().retainAll(scenarios);
        return (HEAD + String.join("", sections.values())).stripTrailing() + "\n";
    }

    private static String section(String name, MeasuredRun run) {
        StringBuilder text = new StringBuilder("## " + name + "\n\n");
        text.append(run.run().title()).append(". Played on ").append(FiguresTable.machine(run));
        text.append(".\n\n| | expected | measured |\n|---|---|---|\n");
        for (ExpectationView line : run.run().expectations()) {
            String measured = line.measured() == null ? "" : line.measured();
            text.append(
                    "| %s | `%s` | %s |%n".formatted(line.state(), line.text(), cell(measured)));
        }
        return text.append("\n").toString().replace("\r\n", "\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
