package org.acme.workshop.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.acme.workshop.audit.LaneVerdict.Judgement;
import org.acme.workshop.audit.LaneVerdict.State;
import org.acme.workshop.lane.Lane;
import org.jspecify.annotations.Nullable;

/** The auditor's verdicts as JSON. */
public record AuditView(String state, Instant at, List<LaneView> lanes) {

    /** The verdict on one lane. */
    public record LaneView(
            String lane,
            String state,
            long judgedOrders,
            long openOrders,
            long overdueOrders,
            long answeredKeys,
            long unverifiedKeys,
            long beyondMemory,
            Instant judgedUpTo,
            @Nullable String reason,
            List<InvariantView> invariants) {}

    /** The result of one invariant. */
    public record InvariantView(
            String name, String words, String state, long violations, List<String> examples) {}

    /** Returns the current verdicts on both lanes. */
    static AuditView now(Auditor auditor) {
        return of(Lane.all().stream().map(auditor::verdict).toList());
    }

    /** Converts verdicts on both lanes. */
    public static AuditView of(List<LaneVerdict> verdicts) {
        State worst = State.HOLD;
        for (LaneVerdict verdict : verdicts) {
            if (verdict.state() == State.BROKEN || worst == State.HOLD) {
                worst = verdict.state();
            }
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new AuditView(worst.label(), now, verdicts.stream().map(AuditView::lane).toList());
    }

    private static LaneView lane(LaneVerdict verdict) {
        return new LaneView(
                verdict.lane().label(),
                verdict.state().label(),
                verdict.judgedOrders(),
                verdict.openOrders(),
                verdict.overdueOrders(),
                verdict.answeredKeys(),
                verdict.unverifiedKeys(),
                verdict.beyondMemory(),
                verdict.judgedUpTo().truncatedTo(ChronoUnit.MILLIS),
                verdict.reason(),
                verdict.invariants().stream()
                        .map(judgement -> invariant(judgement, verdict.state()))
                        .toList());
    }

    private static InvariantView invariant(Judgement judgement, State lane) {
        State state =
                judgement.violations() > 0
                        ? State.BROKEN
                        : lane == State.UNKNOWN ? State.UNKNOWN : State.HOLD;
        return new InvariantView(
                judgement.invariant().label(),
                judgement.invariant().words(),
                state.label(),
                judgement.violations(),
                judgement.examples());
    }
}
