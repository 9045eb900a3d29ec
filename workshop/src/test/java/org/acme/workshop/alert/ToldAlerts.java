package org.acme.workshop.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.acme.workshop.ManualTicker;
import org.jspecify.annotations.Nullable;

/** A board that hears of alerts of the protected lane. */
public final class ToldAlerts {

    private final AlertBoard board;

    /** Nothing fires yet. */
    public ToldAlerts(ManualTicker ticker) {
        board = new AlertBoard(ticker, true, List::of);
    }

    /** A board that nobody tells anything. */
    public static AlertBoard byNobody(ManualTicker ticker) {
        return new AlertBoard(ticker, false, List::of);
    }

    /** Where the alerts are. */
    public AlertBoard board() {
        return board;
    }

    /** An alert fires, or still does. */
    public void fires(String name) {
        board.hear(List.of(alert(name, null)));
    }

    /** An alert is over. */
    public void ends(String name) {
        board.hear(List.of(alert(name, Instant.EPOCH.plusSeconds(1))));
    }

    private static AlertView alert(String name, @Nullable Instant endedAt) {
        return new AlertView(
                name,
                endedAt == null ? "firing" : "resolved",
                "warning",
                "protected",
                null,
                name,
                "",
                null,
                Instant.EPOCH,
                endedAt,
                Map.of("alertname", name, "lane", "protected"));
    }
}
