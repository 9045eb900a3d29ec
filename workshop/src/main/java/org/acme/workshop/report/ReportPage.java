package org.acme.workshop.report;

import static org.acme.workshop.report.Html.escape;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.acme.workshop.scenario.judge.Verdict;
import org.acme.workshop.scenario.run.RunView;
import org.acme.workshop.scenario.run.RunView.ExpectationView;
import org.acme.workshop.scenario.run.RunView.NumbersView;
import org.acme.workshop.scenario.run.RunView.StepView;
import org.acme.workshop.scenario.run.RunView.TransitionView;
import org.acme.workshop.scenario.run.RunView.VerdictView;
import org.acme.workshop.scenario.run.Runs.Recorded;
import org.acme.workshop.scenario.run.Timeline;
import org.jspecify.annotations.Nullable;

/** Writes the report of a run as one self-contained HTML page. */
final class ReportPage {

    private final RunView run;
    private final Recorded recorded;
    private final StringBuilder page = new StringBuilder(32 * 1024);

    private ReportPage(Recorded recorded) {
        this.recorded = recorded;
        this.run = recorded.run();
    }

    static String of(Recorded recorded) {
        return new ReportPage(recorded).write();
    }

    private String write() {
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        page.append(escape(run.title())).append("</title><style>").append(ReportStyle.CSS);
        page.append("</style></head><body>");
        VerdictView verdict = run.verdict();
        head(verdict);
        plots(recorded.timeline());
        steps();
        expectations();
        if (verdict != null) {
            rungs(verdict.rungs());
            numbers(verdict.numbers());
            breakers(verdict.breakers());
        }
        return page.append("</body></html>\n").toString();
    }

    private void head(@Nullable VerdictView verdict) {
        element("h1", escape(run.title()));
        element(
                "p class=\"quiet\"",
                escape("%s, run %s, %s".formatted(run.scenario(), run.id(), run.startedAt())));
        if (verdict == null) {
            element("p class=\"verdict\"", "Still running: " + escape(run.state()));
        } else {
            String style = verdict.passed() ? "good" : "bad";
            String words = verdict.passed() ? "Passed: " : "Not passed: ";
            element("p class=\"verdict " + style + "\"", words + escape(verdict.words()));
            if (!verdict.budget().isEmpty()) {
                element("p", escape(verdict.budget() + "."));
            }
        }
        element("p", escape(recorded.scenario().teaches()));
    }

    private void plots(@Nullable Timeline timeline) {
        if (timeline == null) {
            return;
        }
        element(
                "p class=\"legend\"",
                "<b class=\"protected\">protected lane</b> (full line) &middot;"
                        + " <b class=\"unprotected\">unprotected lane</b> (dashed) &middot;"
                        + " shaded: an active fault &middot; dotted: a step");
        new ReportPlots(run, timeline).all().forEach(plot -> page.append(plot.svg()));
    }

    private void steps() {
        element("h2", "Steps");
        table(List.of("t", "step", "note"), run.steps().stream().map(ReportPage::step).toList());
    }

    private static List<String> step(StepView step) {
        Double done = step.doneAt();
        String note = step.note();
        return List.of(
                seconds(done == null ? step.at() : done), step.words(), note == null ? "" : note);
    }

    private void expectations() {
        element("h2", "Expectations");
        table(
                List.of("", "expected", "measured"),
                run.expectations().stream().map(ReportPage::expectation).toList());
    }

    private static List<String> expectation(ExpectationView expectation) {
        String measured = expectation.measured();
        return List.of(expectation.state(), expectation.text(), measured == null ? "" : measured);
    }

    private void rungs(List<Verdict.Rung> rungs) {
        if (rungs.isEmpty()) {
            return;
        }
        element("h2", "The ladder: the protected lane, one part more each time");
        table(
                List.of(
                        "parts",
                        "buyers answered",
                        "product pages' p99",
                        "charges per buyer",
                        "threads held"),
                rungs.stream().map(ReportPage::rung).toList());
    }

    private static List<String> rung(Verdict.Rung rung) {
        return List.of(
                rung.name(),
                percent(rung.answeredPercent()),
                number(rung.productsP99Millis(), " ms"),
                number(rung.gatewayLoad(), ""),
                number(rung.threadsHeld(), ""));
    }

    private void numbers(List<NumbersView> numbers) {
        element("h2", "What users experienced, from t = 0 to the end");
        table(
                List.of("lane", "", "arrivals", "answered", "p50", "p99", "outcomes"),
                numbers.stream().map(ReportPage::row).toList());
    }

    private static List<String> row(NumbersView row) {
        return List.of(
                row.lane(),
                row.operation(),
                Long.toString(row.arrivals()),
                percent(row.answeredPercent()),
                number(row.p50Millis(), " ms"),
                number(row.p99Millis(), " ms"),
                outcomes(row.outcomes()));
    }

    private static String outcomes(Map<String, Long> outcomes) {
        return outcomes.entrySet().stream()
                .filter(outcome -> outcome.getValue() > 0)
                .map(outcome -> outcome.getKey() + " " + outcome.getValue())
                .collect(Collectors.joining(", "));
    }

    private void breakers(List<TransitionView> transitions) {
        element("h2", "Breakers");
        table(
                List.of("t", "lane", "breaker", "state", "reason"),
                transitions.stream().map(ReportPage::transition).toList());
    }

    private static List<String> transition(TransitionView change) {
        String why = change.why();
        return List.of(
                seconds(change.t()),
                change.lane(),
                change.name(),
                change.state().replace('_', '-'),
                why == null ? "" : why);
    }

    private void table(List<String> names, List<List<String>> rows) {
        page.append("<table><tr>");
        names.forEach(name -> element("th", escape(name)));
        page.append("</tr>");
        for (List<String> row : rows) {
            page.append("<tr class=\"").append(escape(row.get(0))).append("\">");
            row.forEach(cell -> element("td", escape(cell)));
            page.append("</tr>");
        }
        page.append("</table>");
    }

    /** Adds an element; the tag may have attributes, and the content is HTML. */
    private void element(String tag, String content) {
        int end = tag.indexOf(' ');
        page.append('<').append(tag).append('>').append(content);
        page.append("</").append(end < 0 ? tag : tag.substring(0, end)).append('>');
    }

    private static String seconds(double t) {
        return String.format(Locale.ROOT, "%+.1f s", t);
    }

    /**
     * Formats a percentage, rounded down as in the verdict and on the page: 99.97 % is not shown as
     * 100.0 %.
     */
    private static String percent(@Nullable Double value) {
        return number(value == null ? null : Math.floor(value * 10 + 1e-6) / 10, " %");
    }

    private static String number(@Nullable Double value, String unit) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.1f%s", value, unit);
    }
}
