package org.acme.workshop.scenario.judge;

import java.time.Duration;
import java.time.Instant;
import org.acme.workshop.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The time axis of a run: t = 0 on the ticker and on the wall clock, and when the faults really
 * began and ended. Written by the run's thread, read by others.
 */
public final class RunClock {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Ticker ticker;
    private final long zero;
    private final Instant zeroWall;
    private volatile @Nullable Long faultBegins;
    private volatile @Nullable Long faultEnds;

    /**
     * @param zeroIn how long from now until t = 0
     */
    public RunClock(Ticker ticker, Instant now, Duration zeroIn) {
        this.ticker = ticker;
        this.zero = ticker.nanos() + zeroIn.toNanos();
        this.zeroWall = now.plus(zeroIn);
    }

    public long now() {
        return ticker.nanos();
    }

    /** The ticker at an instant of the run. */
    public long at(Duration t) {
        return zero + t.toNanos();
    }

    /** Seconds from t = 0 to a reading of the ticker. */
    public double seconds(long nanos) {
        return (nanos - zero) / NANOS_PER_SECOND;
    }

    /** The wall clock at a reading of the ticker. */
    public Instant wall(long nanos) {
        return zeroWall.plusNanos(nanos - zero);
    }

    /** The ticker when the wall clock read so. */
    public long nanos(Instant wall) {
        return zero + Duration.between(zeroWall, wall).toNanos();
    }

    /** A fault began then, and will end by itself then. */
    public void faultBegan(long at, long endsByItself) {
        if (faultBegins == null) {
            faultBegins = at;
        }
        Long ends = faultEnds;
        faultEnds = ends == null || ends - endsByItself < 0 ? endsByItself : ends;
    }

    /** All faults end at once. */
    public void faultsEnded(long at) {
        Long ends = faultEnds;
        if (ends != null && at - ends < 0) {
            faultEnds = at;
        }
    }

    /** When the first fault began, or null if none has. */
    public @Nullable Long faultBegins() {
        return faultBegins;
    }

    /** When the last fault ended or will end, or null if none began. */
    public @Nullable Long faultEnds() {
        return faultEnds;
    }
}
