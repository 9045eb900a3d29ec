package org.acme.workshop.scenario.judge;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.acme.workshop.alert.AlertBoard;
import org.acme.workshop.alert.AlertBoard.Told;
import org.acme.workshop.scenario.file.Expectation;
import org.acme.workshop.scenario.file.Format;

/** Judges the expectations about alerts that the control room received. */
final class AlertsJudge {

    private static final Duration HEARSAY = Duration.ofSeconds(3);

    private final Axis axis;
    private final AlertBoard board;
    private final Map<Expectation.Alerts, ExpectationResult> met = new HashMap<>();

    AlertsJudge(Axis axis, AlertBoard board) {
        this.axis = axis;
        this.board = board;
    }

    /** Remembers results that are met, because the board removes alerts that have ended. */
    ExpectationResult judge(Expectation.Alerts expected, boolean atEnd) {
        if (!board.hasAlertmanager()) {
            return ExpectationResult.warned("no Alertmanager; docker compose starts one");
        }
        ExpectationResult known = met.get(expected);
        if (known != null) {
            return known;
        }
        ExpectationResult result = look(expected, atEnd);
        if (result.state() == ExpectationResult.State.MET) {
            met.put(expected, result);
        }
        return result;
    }

    private ExpectationResult look(Expectation.Alerts expected, boolean atEnd) {
        Long from = expected.anchor().on(axis);
        if (from == null || axis.clock().now() - from < 0) {
            return ExpectationResult.nothingSeen(atEnd, "there was no fault");
        }
        long due = from + expected.within().toNanos();
        for (Told told : board.told(expected.lane().label(), expected.alert())) {
            Long ended = told.endedNanos();
            if (ended != null && ended - from < 0) {
                continue; // of an earlier problem
            }
            Long at = expected.shown() ? Long.valueOf(told.firstNanos()) : ended;
            if (at != null && at - from < 0) {
                return ExpectationResult.missed("was already shown");
            }
            if (at != null) {
                double after = axis.clock().seconds(at) - axis.clock().seconds(from);
                String words = "after " + Format.seconds(after);
                return at - due <= 0
                        ? ExpectationResult.met(words)
                        : ExpectationResult.missed(words);
            }
        }
        boolean late = axis.clock().now() - due > HEARSAY.toNanos();
        return atEnd || late
                ? ExpectationResult.missed("no notification in time")
                : ExpectationResult.waiting();
    }
}
