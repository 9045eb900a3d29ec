package org.acme.launcher.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.acme.launcher.play.RunView.AuditView;
import org.acme.launcher.play.RunView.ExpectationView;
import org.acme.launcher.play.RunView.InvariantView;
import org.acme.launcher.play.RunView.LaneAuditView;
import org.acme.launcher.play.RunView.NumbersView;
import org.acme.launcher.play.RunView.RungView;
import org.acme.launcher.play.RunView.TransitionView;
import org.acme.launcher.play.RunView.VerdictView;
import org.jspecify.annotations.Nullable;

/** Prints the verdict of a run with its numbers. */
final class VerdictText {

    private static final String ROW = "%-12s %-9s %8s %9s %8s %8s %8s  %s";

    private static final String RUNG = "%-16s %9s %10s %14s %13s";

    private final Ansi paint;

    VerdictText(Ansi paint) {
        this.paint = paint;
    }

    List<String> of(RunView run, VerdictView verdict) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(numbers(verdict.numbers()));
        lines.add("");
        lines.addAll(rungs(verdict.rungs()));
        String budget = verdict.budget();
        if (budget != null && !budget.isEmpty()) {
            lines.add(budget + ".");
            lines.add("");
        }
        verdict.breakers().forEach(transition -> lines.add(transition(transition)));
        if (verdict.audit() != null) {
            lines.addAll(audit(verdict.audit()));
        }
        lines.add("");
        run.expectations().forEach(expectation -> lines.add(expectation(expectation)));
        lines.add("");
        lines.add(conclusion(run, verdict));
        return lines;
    }

    private String conclusion(RunView run, VerdictView verdict) {
        String text = "%s %s: %s".formatted(run.scenario(), run.state(), verdict.words());
        return verdict.passed() ? paint.good(text) : paint.bad(text);
    }

    private static List<String> numbers(List<NumbersView> numbers) {
        List<String> lines = new ArrayList<>();
        lines.add(row("lane", "", "arrivals", "answered", "p50", "p99", "max", "outcomes"));
        for (NumbersView row : numbers) {
            lines.add(
                    row(
                            row.lane(),
                            row.operation(),
                            Long.toString(row.arrivals()),
                            Format.percent(row.answeredPercent()),
                            Format.duration(row.p50Millis()),
                            Format.duration(row.p99Millis()),
                            Format.duration(row.maxMillis()),
                            outcomes(row.outcomes())));
        }
        return lines;
    }

    private static List<String> rungs(@Nullable List<RungView> rungs) {
        List<String> lines = new ArrayList<>();
        if (rungs == null || rungs.isEmpty()) {
            return lines;
        }
        lines.add(rung("protected lane", "buyers", "pages p99", "charges/buyer", "threads held"));
        for (RungView rung : rungs) {
            lines.add(
                    rung(
                            rung.name(),
                            Format.percent(rung.answeredPercent()),
                            Format.duration(rung.productsP99Millis()),
                            number(rung.gatewayLoad(), "%.2f"),
                            number(rung.threadsHeld(), "%.0f")));
        }
        lines.add("");
        return lines;
    }

    private static String rung(Object... cells) {
        return String.format(Locale.ROOT, RUNG, cells);
    }

    private static String number(@Nullable Double value, String format) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).stripTrailing();
    }

    private static String outcomes(Map<String, Long> outcomes) {
        return outcomes.entrySet().stream()
                .filter(outcome -> outcome.getValue() > 0)
                .map(outcome -> outcome.getKey() + " " + outcome.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String transition(TransitionView transition) {
        String why = transition.why() == null ? "" : ": " + transition.why();
        return String.format(
                Locale.ROOT,
                "%+6.1f s  %s lane: breaker %s %s%s",
                transition.t(),
                transition.lane(),
                transition.name(),
                transition.state().replace('_', '-'),
                why);
    }

    private List<String> audit(AuditView audit) {
        List<String> lines = new ArrayList<>();
        for (LaneAuditView lane : audit.lanes()) {
            String reason = lane.reason() == null ? "" : " (" + lane.reason() + ")";
            String text =
                    "books of the %s lane: %d orders audited, %d open; %s%s"
                            .formatted(
                                    lane.lane(),
                                    lane.judgedOrders(),
                                    lane.openOrders(),
                                    words(lane.state()),
                                    reason);
            lines.add(lane.state().equals("hold") ? text : paint.bad(text));
            lane.invariants().stream()
                    .filter(rule -> rule.violations() > 0)
                    .forEach(rule -> lines.add(paint.bad(violation(rule))));
        }
        return lines;
    }

    private static String words(String state) {
        return switch (state) {
            case "hold" -> "all rules hold";
            case "broken" -> "rules are violated";
            default -> "not known whether the rules hold";
        };
    }

    private static String violation(InvariantView rule) {
        String count = rule.violations() + (rule.violations() == 1 ? " violation" : " violations");
        return "  %s: %s, for example %s"
                .formatted(rule.words(), count, String.join("; ", rule.examples()));
    }

    private String expectation(ExpectationView expectation) {
        String measured = expectation.measured() == null ? "" : "  " + expectation.measured();
        String text =
                String.format(
                        Locale.ROOT,
                        "%-8s %s%s",
                        expectation.state(),
                        expectation.text(),
                        measured);
        return switch (expectation.state()) {
            case "met" -> paint.good(text);
            case "warned" -> paint.odd(text);
            default -> paint.bad(text);
        };
    }
}
