package org.acme.workshop.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.acme.workshop.lane.BreakerHistory.Change;
import org.acme.workshop.lane.Lane;
import org.jspecify.annotations.Nullable;

/**
 * Derives alerts from the state changes of breakers, where no Alertmanager sends any. The alert has
 * the name and texts of the rule {@code BreakerOpened}, but fires until the breaker is closed.
 */
final class Openings {

    static final String ALERT = "BreakerOpened";

    private static final Set<String> OPEN = Set.of("open", "forced_open");
    private static final Set<String> OVER = Set.of("closed", "disabled");

    private Openings() {}

    private record Opening(Change opened, @Nullable Change closed) {}

    /**
     * Returns one alert for each breaker of a lane that has opened: its last opening, firing while
     * the breaker is not closed.
     *
     * @param changes the changes of the lane's breakers, oldest first
     * @param nowNanos a reading of the ticker, at the same moment as {@code now}
     */
    static List<AlertView> of(Lane lane, List<Change> changes, long nowNanos, Instant now) {
        Map<String, Opening> last = new TreeMap<>();
        Map<String, Change> open = new HashMap<>();
        for (Change change : changes) {
            if (OPEN.contains(change.to())) {
                Change first = open.computeIfAbsent(change.breaker(), name -> change);
                last.put(change.breaker(), new Opening(first, null));
            } else if (OVER.contains(change.to())) {
                Change first = open.remove(change.breaker());
                if (first != null) {
                    last.put(change.breaker(), new Opening(first, change));
                }
            }
        }
        List<AlertView> alerts = new ArrayList<>();
        for (Opening opening : last.values()) {
            Change closed = opening.closed();
            if (closed == null || nowNanos - closed.at() <= AlertBoard.RESOLVED_KEPT_NANOS) {
                alerts.add(alert(lane, opening, nowNanos, now));
            }
        }
        return alerts;
    }

    private static AlertView alert(Lane lane, Opening opening, long nowNanos, Instant now) {
        String breaker = opening.opened().breaker();
        String why = opening.opened().why();
        Change closed = opening.closed();
        return new AlertView(
                ALERT,
                closed == null ? "firing" : "resolved",
                "info",
                lane.label(),
                breaker,
                "Breaker %s of checkout (%s lane) has opened%s"
                        .formatted(breaker, lane.label(), why == null ? "" : ": " + why),
                "If it stays open, check the responses of " + breaker + ".",
                "docs/runbook.md#breakeropened",
                instant(opening.opened(), nowNanos, now),
                closed == null ? null : instant(closed, nowNanos, now),
                Map.of(
                        "alertname",
                        ALERT,
                        "lane",
                        lane.label(),
                        "service",
                        "checkout",
                        "name",
                        breaker,
                        "severity",
                        "info"));
    }

    private static Instant instant(Change change, long nowNanos, Instant now) {
        return now.minusNanos(nowNanos - change.at());
    }
}
