package org.acme.workshop.scenario.file;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.file.Expectation.Comparison;

/**
 * Reads one expectation. The grammar:
 *
 * <pre>
 * LANE.OPERATION.METRIC  >= | <= | > | <  BOUND  [SPAN]
 * LANE.breaker.NAME opened | closed within TIME of ANCHOR
 * LANE.breaker.NAME never tripped [SPAN]
 * LANE.breaker.NAME tripped | opened at least | at most N times [SPAN]
 * LANE.gateway.arrivals | gateway.load  >= ...  BOUND  [SPAN]
 * LANE.payment.fallbacks | inventory.fallbacks  >= ...  BOUND  [SPAN]
 * LANE.alert.NAME shown | ended within TIME of ANCHOR
 * LANE.pending settled within TIME of ANCHOR
 * LANE.pending | orders settled as CONFIRMED  >= | <= | > | <  PERCENT  [SPAN]
 * [LANE.]invariants hold at the end
 * no arrivals dropped
 * </pre>
 *
 * METRIC: answered, p50, p90, p95, p99, p99.9, max, arrivals or an outcome. BOUND: {@code 99.9%},
 * {@code 150ms}, {@code 12}, {@code that of LANE}, {@code 1/10 of LANE}, {@code 3 x SPAN}, {@code
 * max(BOUND, BOUND)}. SPAN: {@code before | during | after the fault}, {@code from 5s to 20s}.
 * ANCHOR: {@code the fault}, {@code the fault's end}, {@code 20s}.
 */
final class ExpectationReader {

    private static final Set<String> BREAKERS = Set.of("payment", "inventory", "all");

    private final Tokens words;
    private final TimeReader times;

    private ExpectationReader(String text) {
        words = new Tokens(text);
        times = new TimeReader(words);
    }

    static Expectation read(String text) throws NotUnderstoodException {
        ExpectationReader reader = new ExpectationReader(text);
        Expectation expectation = reader.sentence();
        if (!reader.words.peek().isEmpty()) {
            throw new NotUnderstoodException(
                    "'" + reader.words.peek() + "' is one word too many in: " + text);
        }
        return expectation;
    }

    private Expectation sentence() throws NotUnderstoodException {
        String subject = words.next("an expectation");
        if (subject.equals("no")) {
            words.expect("arrivals", "dropped");
            return new Expectation.NothingDropped();
        }
        if (subject.equals("invariants")) {
            words.expect("hold", "at", "the", "end");
            return new Expectation.InvariantsHold(Lane.all());
        }
        String[] path = subject.split("\\.", 3);
        Lane lane = words.lane(path[0]);
        String topic = path.length > 1 ? path[1] : "";
        if (topic.equals("invariants") && path.length == 2) {
            words.expect("hold", "at", "the", "end");
            return new Expectation.InvariantsHold(List.of(lane));
        }
        if ((topic.equals("pending") || topic.equals("orders")) && path.length == 2) {
            return settled(lane, topic.equals("pending"));
        }
        if (topic.equals("breaker") && path.length == 3) {
            return breaker(lane, path[2]);
        }
        if (topic.equals("alert") && path.length == 3) {
            return alert(lane, path[2]);
        }
        if (path.length < 3) {
            throw new NotUnderstoodException(
                    "'"
                            + subject
                            + "' is unknown; allowed after the lane: OPERATION.METRIC,"
                            + " gateway.METRIC, breaker.NAME, alert.NAME, pending, orders, invariants");
        }
        return new ComparisonReader(words, times).read(lane, path[1], path[2]);
    }

    private Expectation settled(Lane lane, boolean pendingOnly) throws NotUnderstoodException {
        words.expect("settled");
        String how = words.next(pendingOnly ? "within or as" : "as");
        if (how.equals("within") && pendingOnly) {
            Duration within = words.duration();
            return new Expectation.Settled(lane, within, times.anchor());
        }
        if (!how.equals("as")) {
            throw new NotUnderstoodException(
                    "'" + how + "' is unknown; allowed: " + (pendingOnly ? "within, as" : "as"));
        }
        words.expect("CONFIRMED");
        ComparisonReader comparisons = new ComparisonReader(words, times);
        Comparison comparison = comparisons.comparison();
        double percent = comparisons.percent();
        return new Expectation.SettledAsConfirmed(
                lane, pendingOnly, comparison, percent, times.span());
    }

    private Expectation breaker(Lane lane, String name) throws NotUnderstoodException {
        if (!BREAKERS.contains(name)) {
            throw new NotUnderstoodException(
                    "breaker '"
                            + name
                            + "' is unknown; allowed: "
                            + String.join(", ", BREAKERS.stream().sorted().toList()));
        }
        String verb = words.next("opened, closed, tripped or never");
        switch (verb) {
            case "never" -> {
                words.expect("tripped");
                return new Expectation.NeverTrips(lane, name, times.span());
            }
            case "tripped" -> {
                return opens(lane, name, true);
            }
            case "opened", "closed" -> {
                return verb.equals("opened") && words.peek().equals("at")
                        ? opens(lane, name, false)
                        : reaches(lane, name, verb.equals("opened") ? "open" : "closed");
            }
            default ->
                    throw new NotUnderstoodException(
                            "'" + verb + "' is unknown; allowed: opened, closed, tripped, never");
        }
    }

    private Expectation alert(Lane lane, String name) throws NotUnderstoodException {
        String verb = words.next("shown or ended");
        if (!verb.equals("shown") && !verb.equals("ended")) {
            throw new NotUnderstoodException("'" + verb + "' is unknown; allowed: shown, ended");
        }
        words.expect("within");
        Duration within = words.duration();
        return new Expectation.Alerts(lane, name, verb.equals("shown"), within, times.anchor());
    }

    private Expectation reaches(Lane lane, String name, String state)
            throws NotUnderstoodException {
        words.expect("within");
        Duration within = words.duration();
        return new Expectation.Reaches(lane, name, state, within, times.anchor());
    }

    private Expectation opens(Lane lane, String name, boolean tripsOnly)
            throws NotUnderstoodException {
        words.expect("at");
        String bound = words.next("least or most");
        Comparison comparison =
                switch (bound) {
                    case "least" -> Comparison.AT_LEAST;
                    case "most" -> Comparison.AT_MOST;
                    default ->
                            throw new NotUnderstoodException(
                                    "'" + bound + "' is unknown; allowed: least, most");
                };
        int count = words.count();
        words.expect("times");
        return new Expectation.Opens(lane, name, tripsOnly, comparison, count, times.span());
    }
}
