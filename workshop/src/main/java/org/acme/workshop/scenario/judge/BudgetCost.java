package org.acme.workshop.scenario.judge;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.traffic.Operation;
import org.acme.workshop.traffic.SampleLog.LatencySummary;

/**
 * What a run cost of a lane's error budget for a month. The objective: of 1000 buyers, 999 are
 * answered within one second, over 30 days. The rules of Prometheus ({@code budget} in {@code
 * prometheus/recording-rules.yml}) have the same objective.
 *
 * @param buyers buyers whose request has ended
 * @param missed buyers who were not answered within {@link #FAST}
 * @param span the time in which they arrived
 */
public record BudgetCost(Lane lane, long buyers, long missed, Duration span) {

    /** A buyer who is answered within this time counts as answered. */
    static final Duration FAST = Duration.ofSeconds(1);

    /** The share of buyers that may be missed. */
    static final double ALLOWED = 0.001;

    private static final Duration MONTH = Duration.ofDays(30);
    private static final double PERCENT = 100;

    /** Returns the cost for each lane of a run that took this long. */
    public static List<BudgetCost> of(List<Verdict.Numbers> numbers, Duration span) {
        return numbers.stream()
                .filter(each -> each.operation() == Operation.CHECKOUT)
                .map(each -> of(each.lane(), each.latency(), span))
                .toList();
    }

    /** An unanswered request is in the histogram with the users' whole patience. */
    private static BudgetCost of(Lane lane, LatencySummary latency, Duration span) {
        long micros = TimeUnit.NANOSECONDS.toMicros(FAST.toNanos());
        long fast =
                latency.concluded() == 0 ? 0 : latency.micros().getCountBetweenValues(0, micros);
        return new BudgetCost(lane, latency.concluded(), latency.concluded() - fast, span);
    }

    /** Returns the cost in per cent of the budget of 30 days of such traffic, if anybody came. */
    public OptionalDouble percent() {
        if (buyers == 0) {
            return OptionalDouble.empty();
        }
        double days = (double) span.toNanos() / MONTH.toNanos();
        return OptionalDouble.of(PERCENT * missed / buyers / ALLOWED * days);
    }

    /** Returns one sentence about all lanes; empty if nobody came. */
    public static String words(List<BudgetCost> costs) {
        String lanes =
                costs.stream()
                        .filter(cost -> cost.buyers() > 0)
                        .map(cost -> "the %s lane %s".formatted(cost.lane().label(), cost.price()))
                        .collect(Collectors.joining(" and "));
        return lanes.isEmpty()
                ? ""
                : "This cost %s of a month's error budget (99.9 %% of buyers answered within 1 s)"
                        .formatted(lanes);
    }

    private String price() {
        return missed == 0
                ? "nothing"
                : String.format(Locale.ROOT, "%.2f %%", percent().orElseThrow());
    }
}
