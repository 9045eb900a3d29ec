package org.acme.workshop.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.Expectation.Comparison;
import org.acme.workshop.scenario.Measure.Quantity;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Outcome;

/**
 * Reads one expectation. The sentences:
 *
 * <pre>
 * LANE.OPERATION.METRIC  >= | <= | > | <  BOUND  [SPAN]
 * LANE.breaker.NAME opened | closed within TIME of ANCHOR
 * LANE.breaker.NAME never tripped [SPAN]
 * LANE.pending settled within TIME of ANCHOR
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

    private static final Set<String> BREAKERS = Set.of("payment", "inventory");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,4})?");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,4})/(\\d{1,4})");
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,2})?)");
    private static final double SLOWEST = 100;

    private final Sentence words;

    private ExpectationReader(String text) {
        words = new Sentence(text);
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
        Lane lane = lane(path[0]);
        String topic = path.length > 1 ? path[1] : "";
        if (topic.equals("invariants") && path.length == 2) {
            words.expect("hold", "at", "the", "end");
            return new Expectation.InvariantsHold(List.of(lane));
        }
        if (topic.equals("pending") && path.length == 2) {
            words.expect("settled", "within");
            Duration within = words.duration();
            return new Expectation.Settled(lane, within, anchor());
        }
        if (topic.equals("breaker") && path.length == 3) {
            return breaker(lane, path[2]);
        }
        if (path.length < 3) {
            throw new NotUnderstoodException(
                    "'"
                            + subject
                            + "' is unknown; allowed after the lane: OPERATION.METRIC,"
                            + " breaker.NAME, pending, invariants");
        }
        return compare(measureOperation(path[1]), lane, path[2]);
    }

    private Expectation breaker(Lane lane, String name) throws NotUnderstoodException {
        if (!BREAKERS.contains(name)) {
            throw new NotUnderstoodException(
                    "breaker '" + name + "' is unknown; allowed: " + sorted(BREAKERS));
        }
        String verb = words.next("opened, closed or never");
        if (verb.equals("never")) {
            words.expect("tripped");
            return new Expectation.NeverTrips(lane, name, span());
        }
        String state =
                switch (verb) {
                    case "opened" -> "open";
                    case "closed" -> "closed";
                    default ->
                            throw new NotUnderstoodException(
                                    "'" + verb + "' is unknown; allowed: opened, closed, never");
                };
        words.expect("within");
        Duration within = words.duration();
        return new Expectation.Reaches(lane, name, state, within, anchor());
    }

    private Expectation compare(Operation operation, Lane lane, String metric)
            throws NotUnderstoodException {
        String sign = words.next("a comparison");
        Comparison comparison = null;
        for (Comparison known : Comparison.values()) {
            comparison = known.sign().equals(sign) ? known : comparison;
        }
        if (comparison == null) {
            throw new NotUnderstoodException("'" + sign + "' is unknown; allowed: >=, <=, >, <");
        }
        boolean percent = words.peek().endsWith("%");
        Measure measure = new Measure(lane, operation, quantity(operation, metric, percent));
        Bound bound = bound(measure);
        return new Expectation.Compare(measure, comparison, bound, span());
    }

    private static Operation measureOperation(String label) throws NotUnderstoodException {
        return Operation.of(label)
                .orElseThrow(
                        () ->
                                new NotUnderstoodException(
                                        "'"
                                                + label
                                                + "' is unknown; allowed: checkout, products,"
                                                + " breaker, pending, invariants"));
    }

    private static Quantity quantity(Operation operation, String metric, boolean percent)
            throws NotUnderstoodException {
        Matcher percentile = PERCENTILE.matcher(metric);
        if (percentile.matches()) {
            return new Quantity.Latency(Double.parseDouble(percentile.group(1)));
        }
        Optional<Outcome> outcome = Outcome.of(metric).filter(operation.outcomes()::contains);
        if (outcome.isPresent()) {
            return percent ? new Quantity.Share(outcome.get()) : new Quantity.Count(outcome.get());
        }
        return switch (metric) {
            case "answered" -> new Quantity.Answered();
            case "arrivals" -> new Quantity.Arrivals();
            case "max" -> new Quantity.Latency(SLOWEST);
            default ->
                    throw new NotUnderstoodException(
                            "metric '%s' is unknown; allowed for %s: answered, arrivals, p50, p90,"
                                            .formatted(metric, operation.label())
                                    + " p95, p99, p99.9, max, "
                                    + String.join(
                                            ", ",
                                            operation.outcomes().stream()
                                                    .map(Outcome::label)
                                                    .toList()));
        };
    }

    private Bound bound(Measure measure) throws NotUnderstoodException {
        String token = words.next("a value");
        if (token.equals("max")) {
            words.expect("(");
            Bound one = bound(measure);
            words.expect(",");
            Bound other = bound(measure);
            words.expect(")");
            return new Bound.Larger(one, other);
        }
        if (token.equals("that")) {
            words.expect("of");
            return new Bound.OfLane(1, lane(words.next("a lane")));
        }
        Matcher fraction = FRACTION.matcher(token);
        if (fraction.matches() && Integer.parseInt(fraction.group(2)) > 0) {
            words.expect("of");
            double factor =
                    Double.parseDouble(fraction.group(1)) / Double.parseDouble(fraction.group(2));
            return new Bound.OfLane(factor, lane(words.next("a lane")));
        }
        if (NUMBER.matcher(token).matches() && words.peek().equals("x")) {
            words.skip();
            return new Bound.OfSpan(Double.parseDouble(token), span());
        }
        return new Bound.Fixed(value(token, measure.unit()));
    }

    private static double value(String token, Measure.Unit unit) throws NotUnderstoodException {
        String number = token;
        switch (unit) {
            case MILLIS -> {
                Optional<Duration> duration = Words.duration(token);
                if (duration.isPresent()) {
                    return duration.get().toMillis();
                }
            }
            case PERCENT -> number = token.endsWith("%") ? token.replace("%", "") : "";
            case COUNT -> number = token;
        }
        if (unit == Measure.Unit.MILLIS || !NUMBER.matcher(number).matches()) {
            String allowed =
                    switch (unit) {
                        case MILLIS -> "a time such as 150ms or 2s";
                        case PERCENT -> "a percentage such as 99.9%";
                        case COUNT -> "a number such as 12";
                    };
            throw new NotUnderstoodException("'" + token + "' must be " + allowed);
        }
        return Double.parseDouble(number);
    }

    private Span span() throws NotUnderstoodException {
        switch (words.peek()) {
            case "before", "during", "after" -> {
                String word = words.next("");
                if (words.peek().equals("the")) {
                    words.skip();
                }
                words.expect("fault");
                return word.equals("before")
                        ? new Span.BeforeTheFault()
                        : word.equals("during")
                                ? new Span.DuringTheFault()
                                : new Span.AfterTheFault();
            }
            case "from" -> {
                words.skip();
                Duration from = words.duration();
                words.expect("to");
                Duration to = words.duration();
                if (to.compareTo(from) <= 0) {
                    throw new NotUnderstoodException("a span must end after it begins");
                }
                return new Span.Between(from, to);
            }
            default -> {
                return new Span.WholeRun();
            }
        }
    }

    private Anchor anchor() throws NotUnderstoodException {
        words.expect("of");
        if (!words.peek().equals("the")) {
            return new Anchor.At(words.duration());
        }
        words.skip();
        String what = words.next("fault or fault's end");
        if (what.equals("fault")) {
            return new Anchor.FaultBegins();
        }
        if (!what.equals("fault's")) {
            throw new NotUnderstoodException(
                    "'the " + what + "' is unknown; allowed: the fault, the fault's end");
        }
        words.expect("end");
        return new Anchor.FaultEnds();
    }

    private static Lane lane(String label) throws NotUnderstoodException {
        return Lane.of(label)
                .orElseThrow(
                        () ->
                                new NotUnderstoodException(
                                        "'"
                                                + label
                                                + "' is unknown; allowed: protected, unprotected,"
                                                + " invariants, no"));
    }

    private static String sorted(Set<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }
}
