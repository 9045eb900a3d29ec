package org.acme.breaker.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.acme.breaker.InvalidConfigurationException;

/**
 * Bounds extra attempts to a share of the calls: each call pays a part of a token in, each extra
 * attempt takes a whole one out. Full at the start. Lock-free, thread-safe.
 */
public final class TokenBucket {

    private static final long ONE = 1_000_000;

    private final long perCall;
    private final long most;
    private final AtomicLong balance;

    /**
     * @param key what the settings are called in messages, such as {@code retryBudget}
     * @param percent tokens for each hundred calls, from 0 to 1000
     * @param reserve how many tokens can be saved up, from 1 to a million
     */
    public TokenBucket(String key, double percent, int reserve) {
        InvalidConfigurationException.require(
                percent >= 0 && percent <= 1000,
                key + ".percent",
                "from 0 to 1000 (percent of the calls)",
                percent);
        InvalidConfigurationException.require(
                reserve >= 1 && reserve <= 1_000_000,
                key + ".reserve",
                "from 1 to 1000000",
                reserve);
        this.perCall = Math.round(percent / 100 * ONE);
        this.most = reserve * ONE;
        this.balance = new AtomicLong(most);
    }

    /** Pays in the part of one call. */
    public void deposit() {
        add(perCall);
    }

    /** Pays a whole token back: the attempt that it was taken for is not made. */
    public void giveBack() {
        add(ONE);
    }

    private void add(long part) {
        long seen;
        long next;
        do {
            seen = balance.get();
            next = Math.min(most, seen + part);
        } while (seen != next && !balance.compareAndSet(seen, next));
    }

    /** Takes a token out, if there is a whole one. */
    public boolean tryWithdraw() {
        long seen;
        do {
            seen = balance.get();
            if (seen < ONE) {
                return false;
            }
        } while (!balance.compareAndSet(seen, seen - ONE));
        return true;
    }

    /** How many tokens are left now. */
    public double tokens() {
        return (double) balance.get() / ONE;
    }
}
