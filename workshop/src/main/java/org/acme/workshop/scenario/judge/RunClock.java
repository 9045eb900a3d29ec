package org.acme.workshop.scenario.judge;

import java.time.Duration;
import java.time.Instant;
import org.acme.workshop.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The time axis of a run: t = 0 on the ticker and on the wall clock, and the real start and end of
 * the faults. Written by the run's thread, read by others.
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

    /** Returns the reading of the ticker at a time of the run. */
    public long at(Duration t) {
        return zero + t.toNanos();
    }

    /** Returns the seconds from t = 0 to a reading of the ticker. */
    public double seconds(long nanos) {
        return (nanos - zero) / NANOS_PER_SECOND;
    }

    /** Returns the wall clock at a reading of the ticker. */
    public Instant wall(long nanos) {
        return zeroWall.plusNanos(nanos - zero);
    }

    /** Returns the reading of the ticker at a time of the wall clock. */
    public long nanos(Instant wall) {
        return zero + Duration.between(zeroWall, wall).toNanos();
    }

    /** Records that a fault began, and when it will end by itself. */
    public void faultBegan(long at, long endsByItself) {
        if (faultBegins == null) {
            faultBegins = at;
        }
        Long ends = faultEnds;
        faultEnds = ends == null || ends - endsByItself < 0 ? endsByItself : ends;
    }

    /** Records that all faults end now. */
    public void faultsEnded(long at) {
        Long ends = faultEnds;
        if (ends != null && at - ends < 0) {
            faultEnds = at;
        }
    }

    /** Returns when the first fault began, or null if none has. */
    public @Nullable Long faultBegins() {
        return faultBegins;
    }

    /** Returns when the last fault ended or will end, or null if none began. */
    public @Nullable Long faultEnds() {
        return faultEnds;
    }
}
