package org.acme.breaker.retry;

import java.util.concurrent.atomic.AtomicLong;
import org.acme.breaker.InvalidConfigurationException;

/**
 * Bounds retries to a share of the calls, however many callers share it: each call pays in, each
 * retry takes one out. When everything fails, the dependency sees so much more load and not a
 * multiple of it. Lock-free, thread-safe.
 */
public final class RetryBudget {

    private static final long ONE = 1_000_000;

    private final long perCall;
    private final long most;
    private final AtomicLong balance;

    private RetryBudget(double percent, int reserve) {
        InvalidConfigurationException.require(
                percent >= 0 && percent <= 1000,
                "retryBudget.percent",
                "from 0 to 1000 (percent of the calls)",
                percent);
        InvalidConfigurationException.require(
                reserve >= 1 && reserve <= 1_000_000,
                "retryBudget.reserve",
                "from 1 to 1000000",
                reserve);
        this.perCall = Math.round(percent / 100 * ONE);
        this.most = reserve * ONE;
        this.balance = new AtomicLong(most);
    }

    /**
     * A budget, full at the start.
     *
     * @param percent retries, in percent of the calls
     * @param reserve how many retries can be saved up
     */
    public static RetryBudget of(double percent, int reserve) {
        return new RetryBudget(percent, reserve);
    }

    void deposit() {
        add(perCall);
    }

    /** A retry that was taken out is not made. */
    void giveBack() {
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

    boolean tryWithdraw() {
        long seen;
        do {
            seen = balance.get();
            if (seen < ONE) {
                return false;
            }
        } while (!balance.compareAndSet(seen, seen - ONE));
        return true;
    }

    /** How many retries are left now. */
    public double tokens() {
        return (double) balance.get() / ONE;
    }
}
