package org.acme.launcher.play;

import java.util.List;
import java.util.Locale;
import org.acme.launcher.play.LanesView.BreakerView;
import org.acme.launcher.play.LanesView.LaneView;
import org.acme.launcher.play.LanesView.OperationView;
import org.jspecify.annotations.Nullable;

/** Both lanes side by side on one line of at most 90 characters; "!" marks a line with a fault. */
final class LiveLines {

    private static final double FULLY_ANSWERED = 99.9;
    private static final double MOSTLY_ANSWERED = 90;
    private static final String LEFT = "%s%6s %8s %7s %8s  %-9s %7s";
    private static final String RIGHT = "%8s %7s %8s %7s";

    private final Ansi paint;

    LiveLines(Ansi paint) {
        this.paint = paint;
    }

    List<String> header() {
        String lanes = String.format(Locale.ROOT, "%-53s| %s", "        PROTECTED", "UNPROTECTED");
        String names =
                String.format(
                                Locale.ROOT,
                                LEFT,
                                " ",
                                "t",
                                "answered",
                                "p99",
                                "page p99",
                                "breaker",
                                "pending")
                        + " | "
                        + String.format(
                                Locale.ROOT, RIGHT, "answered", "p99", "page p99", "pending");
        return List.of(lanes, names);
    }

    String line(double t, LanesView view) {
        return line(Format.moment(t), view);
    }

    /** A line of a warm-up that has been extended: the time before t = 0 does not count down. */
    String extendedLine(LanesView view) {
        return line("wait", view);
    }

    private String line(String moment, LanesView view) {
        LaneView left = view.lane("protected");
        LaneView right = view.lane("unprotected");
        boolean fault = view.lanes().stream().anyMatch(lane -> !lane.faults().isEmpty());
        return left(fault, moment, left) + " | " + right(right);
    }

    private String left(boolean fault, String moment, @Nullable LaneView lane) {
        String plain =
                String.format(
                        Locale.ROOT,
                        LEFT,
                        fault ? "!" : " ",
                        moment,
                        answered(lane),
                        p99(lane == null ? null : lane.checkout()),
                        p99(lane == null ? null : lane.products()),
                        lane == null ? "-" : breaker(lane.breakers()),
                        lane == null ? "-" : Format.count(lane.pendingPayments()));
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
                        lane == null ? "-" : Format.count(lane.pendingPayments()));
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
        return Format.percent(lane == null ? null : lane.checkout().answeredPercent());
    }

    private static String p99(@Nullable OperationView operation) {
        return Format.duration(operation == null ? null : operation.p99Millis());
    }

    /** The state of the first breaker that is not closed. */
    private static String breaker(List<BreakerView> breakers) {
        return breakers.stream()
                .map(BreakerView::state)
                .filter(state -> !state.equals("closed"))
                .findFirst()
                .orElse(breakers.isEmpty() ? "-" : "closed")
                .replace('_', '-');
    }
}
