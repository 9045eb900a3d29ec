package org.acme.workshop.scenario.judge;

import java.time.Duration;
import java.util.List;
import org.acme.workshop.lane.BreakerHistory.Change;
import org.acme.workshop.lane.Lane;
import org.acme.workshop.lane.Watch;
import org.acme.workshop.scenario.file.Expectation;
import org.acme.workshop.scenario.file.Format;
import org.acme.workshop.scenario.judge.Axis.Stretch;
import org.jspecify.annotations.Nullable;

/** Judges the expectations about breakers. */
final class BreakerJudge {

    private final Axis axis;
    private final Watch watch;

    BreakerJudge(Axis axis, Watch watch) {
        this.axis = axis;
        this.watch = watch;
    }

    ExpectationResult reaches(Expectation.Reaches reaches, boolean atEnd) {
        Long from = reaches.anchor().on(axis);
        if (from == null || axis.clock().now() - from < 0) {
            return ExpectationResult.nothingSeen(atEnd, "there was no fault");
        }
        long due = from + reaches.within().toNanos();
        String state = stateAt(reaches.lane(), reaches.breaker(), from);
        if (state != null && !isOpposite(state, reaches.state())) {
            String words = "was already " + state;
            return state.equals("closed")
                    ? ExpectationResult.met(words)
                    : ExpectationResult.missed(words);
        }
        for (Change change : watch.breakers(reaches.lane()).since(from)) {
            if (change.breaker().equals(reaches.breaker()) && change.to().equals(reaches.state())) {
                boolean inTime = change.at() - due <= 0;
                double after = axis.clock().seconds(change.at()) - axis.clock().seconds(from);
                String words = "after " + Format.seconds(after);
                return inTime ? ExpectationResult.met(words) : ExpectationResult.missed(words);
            }
        }
        boolean late = axis.clock().now() - due > Duration.ofSeconds(3).toNanos();
        return atEnd || late
                ? ExpectationResult.missed("did not happen in time")
                : ExpectationResult.waiting();
    }

    /** Whether entering {@code wanted} from {@code state} meets the expectation. */
    private static boolean isOpposite(String state, String wanted) {
        boolean lets = state.equals("closed") || state.equals("recovering");
        return wanted.equals("closed") ? !state.equals("closed") : lets;
    }

    /** Returns the state of a breaker at a time; null if unknown. */
    private @Nullable String stateAt(Lane lane, String breaker, long instant) {
        String state = watch.breakers(lane).state(breaker);
        List<Change> later = watch.breakers(lane).since(instant);
        for (int i = later.size() - 1; i >= 0; i--) {
            if (later.get(i).breaker().equals(breaker)) {
                state = later.get(i).from();
            }
        }
        return state;
    }

    ExpectationResult neverTrips(Expectation.NeverTrips never, boolean atEnd) {
        Stretch stretch = axis.stretch(never.span());
        if (stretch == null) {
            return ExpectationResult.nothingSeen(atEnd, "there was no fault");
        }
        String state = stateAt(never.lane(), never.breaker(), stretch.from());
        if (never.span().beginsWithTheRun() && state != null && !isOpposite(state, "open")) {
            return ExpectationResult.missed("was " + state + " when the run began");
        }
        int trips = count(never.lane(), never.breaker(), true, stretch);
        if (trips > 0) {
            return ExpectationResult.missed("tripped " + trips + (trips == 1 ? " time" : " times"));
        }
        if (watch.breakers(never.lane()).state(never.breaker()) == null) {
            return ExpectationResult.nothingSeen(atEnd, "no data about the breaker");
        }
        return atEnd || axis.isOver(stretch)
                ? ExpectationResult.met("0 trips")
                : ExpectationResult.waiting();
    }

    ExpectationResult opens(Expectation.Opens opens, boolean atEnd) {
        Stretch stretch = axis.stretch(opens.span());
        if (stretch == null) {
            return ExpectationResult.nothingSeen(atEnd, "there was no fault");
        }
        if (!atEnd && !axis.isOver(stretch)) {
            return ExpectationResult.waiting();
        }
        if (watch.breakers(opens.lane()).state(opens.breaker()) == null) {
            return ExpectationResult.nothingSeen(atEnd, "no data about the breaker");
        }
        int count = count(opens.lane(), opens.breaker(), opens.tripsOnly(), stretch);
        String words =
                (opens.tripsOnly() ? "tripped " : "opened ")
                        + count
                        + (count == 1 ? " time" : " times");
        return opens.comparison().holds(count, opens.times())
                ? ExpectationResult.met(words)
                : ExpectationResult.missed(words);
    }

    private int count(Lane lane, String breaker, boolean tripsOnly, Stretch stretch) {
        int count = 0;
        for (Change change : watch.breakers(lane).since(stretch.from())) {
            boolean trip = change.from().equals("closed") || change.from().equals("recovering");
            if (change.breaker().equals(breaker)
                    && change.to().equals("open")
                    && (trip || !tripsOnly)
                    && change.at() - stretch.to() < 0) {
                count++;
            }
        }
        return count;
    }
}
