package org.acme.workshop.scenario.judge;

import java.time.Duration;
import org.acme.workshop.scenario.file.Anchor;
import org.acme.workshop.scenario.file.Span;
import org.jspecify.annotations.Nullable;

/** Finds the instants and stretches that a sentence speaks of on the time axis of a run. */
final class Axis {

    private final RunClock clock;
    private final Duration duration;
    private final Duration patience;

    /**
     * @param patience how long after its end the last request of a stretch may still be under way
     */
    Axis(RunClock clock, Duration duration, Duration patience) {
        this.clock = clock;
        this.duration = duration;
        this.patience = patience;
    }

    /** A stretch of time in readings of the ticker, without its end. */
    record Stretch(long from, long to) {}

    RunClock clock() {
        return clock;
    }

    /** Whether everybody who came in a stretch is through. */
    boolean isOver(@Nullable Stretch stretch) {
        return stretch != null && clock.now() - stretch.to() > patience.plusMillis(500).toNanos();
    }

    /** The ticker at an anchor; null when it speaks of a fault and there was none. */
    @Nullable Long instant(Anchor anchor) {
        if (anchor instanceof Anchor.At at) {
            return clock.at(at.t());
        }
        return anchor instanceof Anchor.FaultBegins ? clock.faultBegins() : clock.faultEnds();
    }

    /** The stretch of a span; null when it speaks of a fault and there was none. */
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
