package org.acme.workshop.scenario.judge;

import java.time.Duration;
import org.acme.workshop.scenario.file.Instants;
import org.acme.workshop.scenario.file.Span;
import org.jspecify.annotations.Nullable;

/** Converts the instants and time spans of expectations to the time axis of a run. */
final class Axis implements Instants {

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

    @Override
    public long at(Duration t) {
        return clock.at(t);
    }

    @Override
    public long end() {
        return clock.at(duration);
    }

    @Override
    public @Nullable Long faultBegins() {
        return clock.faultBegins();
    }

    @Override
    public @Nullable Long faultEnds() {
        return clock.faultEnds();
    }

    /** Returns the times of a span; null if it refers to a fault and there was none. */
    @Nullable Stretch stretch(Span span) {
        Long from = span.begins().on(this);
        Long to = span.ends().on(this);
        return from == null || to == null ? null : new Stretch(from, to);
    }
}
