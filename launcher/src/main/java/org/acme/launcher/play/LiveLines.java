package org.acme.launcher.play;

import java.util.List;
import java.util.Locale;
import org.acme.launcher.play.LanesView.BreakerView;
import org.acme.launcher.play.LanesView.LaneView;
import org.acme.launcher.play.LanesView.OperationView;
import org.jspecify.annotations.Nullable;

/** Both lanes side by side on one line of 90 characters; a line with a fault begins with "!". */
final class LiveLines {

    private static final double FULLY_ANSWERED = 99.9;
    private static final double MOSTLY_ANSWERED = 90;
    private static final String LEFT = "%s%6s %9s %7s %8s  %-9s %5s";
    private static final String RIGHT = "%9s %7s %8s %5s";

    private final Paint paint;

    LiveLines(Paint paint) {
        this.paint = paint;
    }

    List<String> header() {
        String lanes = String.format(Locale.ROOT, "%-52s| %s", "        PROTECTED", "UNPROTECTED");
        String names =
                String.format(
                                Locale.ROOT,
                                LEFT,
                                " ",
                                "t",
                                "answered",
                                "p99",
                                "look-up",
                                "breaker",
                                "owed")
                        + " | "
                        + String.format(Locale.ROOT, RIGHT, "answered", "p99", "look-up", "owed");
        return List.of(lanes, names);
    }

    String line(double t, LanesView view) {
        LaneView left = view.lane("protected");
        LaneView right = view.lane("unprotected");
        boolean fault = view.lanes().stream().anyMatch(lane -> !lane.faults().isEmpty());
        return left(fault, t, left) + " | " + right(right);
    }

    private String left(boolean fault, double t, @Nullable LaneView lane) {
        String plain =
                String.format(
                        Locale.ROOT,
                        LEFT,
                        fault ? "!" : " ",
                        Words.moment(t),
                        answered(lane),
                        p99(lane == null ? null : lane.checkout()),
                        p99(lane == null ? null : lane.products()),
                        lane == null ? "-" : breaker(lane.breakers()),
                        lane == null ? "-" : Words.count(lane.pendingPayments()));
        return painted(plain, lane);
    }

    private String right(@Nullable LaneView lane) {
        String plain =
                String.format(
                        Locale.ROOT,
                        RIGHT,
                        answered(lane),
                        p99(lane == null ? null : lane.checkout()),
                        p99(lane == null ? null : lane.products()),
                        lane == null ? "-" : Words.count(lane.pendingPayments()));
        return painted(plain, lane);
    }

    private String painted(String text, @Nullable LaneView lane) {
        Double answered = lane == null ? null : lane.checkout().answeredPercent();
        if (answered == null) {
            return paint.quiet(text);
        }
        if (answered >= FULLY_ANSWERED) {
            return paint.good(text);
        }
        return answered >= MOSTLY_ANSWERED ? paint.odd(text) : paint.bad(text);
    }

    private static String answered(@Nullable LaneView lane) {
        return Words.percent(lane == null ? null : lane.checkout().answeredPercent());
    }

    private static String p99(@Nullable OperationView operation) {
        return Words.duration(operation == null ? null : operation.p99Millis());
    }

    /** The state of the one that isn't closed; with several breakers one word has to do. */
    private static String breaker(List<BreakerView> breakers) {
        return breakers.stream()
                .map(BreakerView::state)
                .filter(state -> !state.equals("closed"))
                .findFirst()
                .orElse(breakers.isEmpty() ? "-" : "closed")
                .replace('_', '-');
    }
}
