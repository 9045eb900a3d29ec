package org.acme.breaker.retry;

import java.util.concurrent.atomic.AtomicLong;
import org.acme.breaker.InvalidConfigurationException;

/**
 * Limits retries to a share of the calls of all callers that share it: each call deposits a
 * fraction of a token, each retry withdraws a token. So a complete outage raises the load on the
 * dependency by that share, and does not multiply it. Lock-free, thread-safe.
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
     * Creates a budget that is full at the start.
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

    /** Returns the token of a retry that is not made. */
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

    /** Returns how many retries are left now. */
    public double tokens() {
        return (double) balance.get() / ONE;
    }
}
