package org.acme.checkout.habit;

import java.time.Duration;

/**
 * What people do wrong.
 *
 * @param oneBreakerForAll payment and inventory share one breaker, with its bulkhead
 * @param noFallback a payment that can't be made is the buyer's problem
 * @param retryInsideBreaker the breaker sees only what is left after the retries
 * @param onlyTimeoutsCount an answer of the 5xx kind isn't a failure
 * @param hastyTimeoutMillis in the unprotected lane: how long an attempt to pay may take; 0: as usual
 * @param hastyRetries how often such an attempt is made again at once
 */
public record Habits(
        boolean oneBreakerForAll,
        boolean noFallback,
        boolean retryInsideBreaker,
        boolean onlyTimeoutsCount,
        int hastyTimeoutMillis,
        int hastyRetries) {

    static final Habits NONE = new Habits(false, false, false, false, 0, 0);

    /** Those of them that calls to inventory have, too. */
    Habits towardsInventory() {
        return new Habits(oneBreakerForAll, false, false, false, 0, 0);
    }

    /** Whether there are any. */
    boolean isNone() {
        return equals(NONE);
    }

    /** Whether the unprotected lane has been given short timeouts and retries. */
    public boolean hasty() {
        return hastyTimeoutMillis > 0;
    }

    /** How long a hasty attempt may take. */
    public Duration hastyTimeout() {
        return Duration.ofMillis(hastyTimeoutMillis);
    }
}
