package org.acme.launcher.play;

import java.util.List;
import java.util.Locale;
import org.acme.launcher.play.LanesView.BreakerView;
import org.acme.launcher.play.LanesView.LaneView;
import org.jspecify.annotations.Nullable;

/**
 * Both lanes side by side on one line; "!" marks a line with a fault. The line has at most 90
 * characters, and at most 56 on a narrower terminal, where it leaves out the page's p99 and what is
 * pending.
 */
final class LiveLines {

    private static final int WIDE_FROM = 90;
    private static final double FULLY_ANSWERED = 99.9;
    private static final double MOSTLY_ANSWERED = 90;
    private static final String LEFT = "%s%6s %8s %7s";
    private static final String PAGE = " %8s";
    private static final String BREAKER = "  %-9s";
    private static final String PENDING = " %7s";
    private static final String RIGHT = "%8s %7s";

    private final Ansi paint;
    private final boolean wide;

    LiveLines(Terminal terminal) {
        this.paint = terminal.ansi();
        this.wide = terminal.columns() >= WIDE_FROM;
    }

    List<String> header() {
        String left =
                cells(LEFT, " ", "t", "answered", "p99")
                        + ifWide(PAGE, "page p99")
                        + cells(BREAKER, "breaker")
                        + ifWide(PENDING, "pending");
        String right =
                cells(RIGHT, "answered", "p99")
                        + ifWide(PAGE, "page p99")
                        + ifWide(PENDING, "pending");
        String lanes = cells("%-" + left.length() + "s | %s", "        PROTECTED", "UNPROTECTED");
        return List.of(lanes, left + " | " + right);
    }

    private static String cells(String format, String... cells) {
        return String.format(Locale.ROOT, format, (Object[]) cells);
    }

    private String ifWide(String format, String cell) {
        return wide ? cells(format, cell) : "";
    }

    String line(double t, LanesView view) {
        return line(Format.moment(t), view);
    }

    /** Formats a line of an extended warm-up: the time before t = 0 does not count down. */
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
                cells(LEFT, fault ? "!" : " ", moment, answered(lane), checkoutP99(lane))
                        + ifWide(PAGE, pageP99(lane))
                        + cells(BREAKER, lane == null ? "-" : breaker(lane.breakers()))
                        + ifWide(PENDING, pending(lane));
        return painted(plain, lane);
    }

    private String right(@Nullable LaneView lane) {
        String plain =
                cells(RIGHT, answered(lane), checkoutP99(lane))
                        + ifWide(PAGE, pageP99(lane))
                        + ifWide(PENDING, pending(lane));
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

    private static String checkoutP99(@Nullable LaneView lane) {
        return Format.duration(lane == null ? null : lane.checkout().p99Millis());
    }

    private static String pageP99(@Nullable LaneView lane) {
        return Format.duration(lane == null ? null : lane.products().p99Millis());
    }

    private static String pending(@Nullable LaneView lane) {
        return lane == null ? "-" : Format.count(lane.pendingPayments());
    }

    /** Returns the state of the first breaker that is not closed. */
    private static String breaker(List<BreakerView> breakers) {
        return breakers.stream()
                .map(BreakerView::state)
                .filter(state -> !state.equals("closed"))
                .findFirst()
                .orElse(breakers.isEmpty() ? "-" : "closed")
                .replace('_', '-');
    }
}
