package org.acme.breaker.retry;

import org.acme.breaker.internal.TokenBucket;

/**
 * Limits retries to a share of the calls of all callers that share it: each call deposits a
 * fraction of a token, each retry withdraws a token. So a complete outage raises the load on the
 * dependency by that share, and does not multiply it. Lock-free, thread-safe.
 */
public final class RetryBudget {

    private final TokenBucket bucket;

    private RetryBudget(double percent, int reserve) {
        this.bucket = new TokenBucket("retryBudget", percent, reserve);
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
        bucket.deposit();
    }

    /** Returns the token of a retry that is not made. */
    void giveBack() {
        bucket.giveBack();
    }

    boolean tryWithdraw() {
        return bucket.tryWithdraw();
    }

    /** Returns how many retries are left now. */
    public double tokens() {
        return bucket.tokens();
    }
}
