package org.acme.workshop.scenario.file;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.scenario.file.Expectation.Comparison;
import org.acme.workshop.scenario.file.Measure.Quantity;
import org.acme.workshop.scenario.file.Measure.Tally;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.Outcome;

/** Reads the expectations that compare a measured number with a bound. */
final class ComparisonReader {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,4})?");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,4})/(\\d{1,4})");
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,2})?)");
    private static final double SLOWEST = 100;

    private final Tokens words;
    private final TimeReader times;

    ComparisonReader(Tokens words, TimeReader times) {
        this.words = words;
        this.times = times;
    }

    /** Reads the part after the lane, the subject and the metric. */
    Expectation read(Lane lane, String subject, String metric) throws NotUnderstoodException {
        Comparison comparison = comparison();
        Measure measure = measure(lane, subject, metric);
        Bound bound = bound(measure);
        return new Expectation.Compare(measure, comparison, bound, times.span());
    }

    Comparison comparison() throws NotUnderstoodException {
        String sign = words.next("a comparison");
        for (Comparison known : Comparison.values()) {
            if (known.sign().equals(sign)) {
                return known;
            }
        }
        throw new NotUnderstoodException("'" + sign + "' is unknown; allowed: >=, <=, >, <");
    }

    /** Reads a percentage such as {@code 99.9%}. */
    double percent() throws NotUnderstoodException {
        return value(words.next("a percentage"), Measure.Unit.PERCENT);
    }

    private Measure measure(Lane lane, String subject, String metric)
            throws NotUnderstoodException {
        for (Tally tally : Tally.values()) {
            if (tally.label().equals(subject + "." + metric)) {
                return new Measure.Services(lane, tally);
            }
        }
        boolean percent = words.peek().endsWith("%");
        Operation operation = operation(subject);
        return new Measure.Users(lane, operation, quantity(operation, metric, percent));
    }

    private static Operation operation(String label) throws NotUnderstoodException {
        return Operation.of(label)
                .orElseThrow(
                        () ->
                                new NotUnderstoodException(
                                        "'"
                                                + label
                                                + "' is unknown; allowed: checkout, products,"
                                                + " breaker, pending, orders, invariants,"
                                                + " gateway.arrivals, gateway.load,"
                                                + " payment.fallbacks, inventory.fallbacks"));
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
            return new Bound.OfLane(1, words.lane(words.next("a lane")));
        }
        Matcher fraction = FRACTION.matcher(token);
        if (fraction.matches() && Integer.parseInt(fraction.group(2)) > 0) {
            words.expect("of");
            double factor =
                    Double.parseDouble(fraction.group(1)) / Double.parseDouble(fraction.group(2));
            return new Bound.OfLane(factor, words.lane(words.next("a lane")));
        }
        if (NUMBER.matcher(token).matches() && words.peek().equals("x")) {
            words.skip();
            return new Bound.OfSpan(Double.parseDouble(token), times.span());
        }
        return new Bound.Fixed(value(token, measure.unit()));
    }

    private static double value(String token, Measure.Unit unit) throws NotUnderstoodException {
        String number = token;
        switch (unit) {
            case MILLIS -> {
                Optional<Duration> duration = Format.duration(token);
                if (duration.isPresent()) {
                    return duration.get().toMillis();
                }
            }
            case PERCENT -> number = token.endsWith("%") ? token.replace("%", "") : "";
            case COUNT, RATIO -> number = token;
        }
        boolean isNumber = unit != Measure.Unit.MILLIS && NUMBER.matcher(number).matches();
        if (!isNumber || unit == Measure.Unit.PERCENT && Double.parseDouble(number) > 100) {
            String allowed =
                    switch (unit) {
                        case MILLIS -> "a time such as 150ms or 2s";
                        case PERCENT -> "a percentage up to 100%, such as 99.9%";
                        case COUNT, RATIO -> "a number such as 12";
                    };
            throw new NotUnderstoodException("'" + token + "' must be " + allowed);
        }
        return Double.parseDouble(number);
    }
}
