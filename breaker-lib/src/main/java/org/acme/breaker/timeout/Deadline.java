package org.acme.breaker.timeout;

import java.time.Duration;
import org.acme.breaker.Durations;
import org.acme.breaker.Ticker;
import org.jspecify.annotations.Nullable;

/** Until when everything has to be done: a start and a length, never a point in time. */
public final class Deadline {

    private static final Deadline NONE = new Deadline(null, 0, Long.MAX_VALUE);

    private final @Nullable Ticker ticker;
    private final long start;
    private final long lengthNanos;

    private Deadline(@Nullable Ticker ticker, long start, long lengthNanos) {
        this.ticker = ticker;
        this.start = start;
        this.lengthNanos = lengthNanos;
    }

    /** No deadline. */
    public static Deadline none() {
        return NONE;
    }

    /** {@code length} from now. */
    public static Deadline after(Duration length, Ticker ticker) {
        return new Deadline(ticker, ticker.nanos(), Durations.requirePositive("deadline", length));
    }

    /** What is left, 0 if nothing is, {@link Long#MAX_VALUE} if there is no deadline. */
    public long remainingNanos() {
        return ticker == null
                ? Long.MAX_VALUE
                : Math.max(0, lengthNanos - Math.max(0, ticker.nanos() - start));
    }

    /** Whether nothing is left. */
    public boolean isOver() {
        return remainingNanos() == 0;
    }
}
