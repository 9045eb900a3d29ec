package org.acme.workshop.scenario.judge;

import java.time.Duration;
import org.acme.workshop.scenario.file.Anchor;
import org.acme.workshop.scenario.file.Span;
import org.jspecify.annotations.Nullable;

/** Converts the instants and time spans of expectations to the time axis of a run. */
final class Axis {

    private final RunClock clock;
    private final Duration duration;
    private final Duration patience;

    /** @param patience how long after the end of a span its last request may still be in flight */
    Axis(RunClock clock, Duration duration, Duration patience) {
        this.clock = clock;
        this.duration = duration;
        this.patience = patience;
    }

    /** A time span in readings of the ticker; the end is exclusive. */
    record Stretch(long from, long to) {}

    RunClock clock() {
        return clock;
    }

    /** Whether all requests that arrived in a span have ended. */
    boolean isOver(@Nullable Stretch stretch) {
        return stretch != null && clock.now() - stretch.to() > patience.plusMillis(500).toNanos();
    }

    /**
     * Returns the reading of the ticker at an anchor; null if it refers to a fault and there was
     * none.
     */
    @Nullable Long instant(Anchor anchor) {
        if (anchor instanceof Anchor.At at) {
            return clock.at(at.t());
        }
        return anchor instanceof Anchor.FaultBegins ? clock.faultBegins() : clock.faultEnds();
    }

    /** Returns the times of a span; null if it refers to a fault and there was none. */
    @Nullable Stretch stretch(Span span) {
        Long begins = clock.faultBegins();
        Long ends = clock.faultEnds();
        long end = clock.at(duration);
        if (span instanceof Span.WholeRun) {
            return new Stretch(clock.at(Duration.ZERO), end);
        }
        if (span instanceof Span.Between between) {
            return new Stretch(clock.at(between.from()), clock.at(between.to()));
        }
        if (begins == null || ends == null) {
            return null;
        }
        if (span instanceof Span.BeforeTheFault) {
            return new Stretch(clock.at(Duration.ZERO), begins);
        }
        return span instanceof Span.DuringTheFault
                ? new Stretch(begins, ends)
                : new Stretch(ends, end);
    }
}
