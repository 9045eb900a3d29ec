package org.acme.checkout.settlement;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** So many tokens a second, at most a few of them saved up. Used by one thread only. */
final class TokenBucket {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final double perNano;
    private final double capacity;

    private double tokens;
    private long filledAt;

    TokenBucket(int perSecond, int capacity, LongSupplier nanos) {
        this.nanos = nanos;
        this.perNano = perSecond / NANOS_PER_SECOND;
        this.capacity = capacity;
        this.tokens = capacity;
        this.filledAt = nanos.getAsLong();
    }

    /** Takes as many whole tokens as there are, up to so many. */
    int take(int wanted) {
        fill();
        int taken = Math.min(wanted, (int) tokens);
        tokens -= taken;
        return taken;
    }

    /** Puts back what wasn't needed. */
    void giveBack(int unused) {
        tokens = Math.min(capacity, tokens + unused);
    }

    /** How long until there is a whole token. */
    long nanosUntilNext() {
        fill();
        return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perNano);
    }

    private void fill() {
        long now = nanos.getAsLong();
        tokens = Math.min(capacity, tokens + (now - filledAt) * perNano);
        filledAt = now;
    }
}
