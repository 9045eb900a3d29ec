package org.acme.checkout.lessons;

import java.time.Duration;
import java.util.Set;

/**
 * A set of bad habits: common mistakes in the use of circuit breakers.
 *
 * @param oneBreakerForAll payment and inventory share one breaker and its bulkhead
 * @param noFallback a failed payment is returned to the buyer as an error
 * @param retryInsideBreaker the breaker records only the result after all retries
 * @param onlyTimeoutsCount a 5xx response is not a failure
 * @param hastyTimeoutMillis in the unprotected lane: the timeout of a payment attempt; 0: as usual
 * @param hastyRetries how often such an attempt is repeated at once
 * @param without parts that buyers' payment calls do without
 */
public record AntiPatterns(
        boolean oneBreakerForAll,
        boolean noFallback,
        boolean retryInsideBreaker,
        boolean onlyTimeoutsCount,
        int hastyTimeoutMillis,
        int hastyRetries,
        Set<Part> without) {

    static final AntiPatterns NONE = new AntiPatterns(false, false, false, false, 0, 0, Set.of());

    /** Returns those habits that also apply to calls to inventory. */
    AntiPatterns towardsInventory() {
        return new AntiPatterns(oneBreakerForAll, false, false, false, 0, 0, Set.of());
    }

    /** Returns those habits that also apply in the background, where no part is missing. */
    AntiPatterns inBackground() {
        return new AntiPatterns(
                oneBreakerForAll,
                noFallback,
                retryInsideBreaker,
                onlyTimeoutsCount,
                hastyTimeoutMillis,
                hastyRetries,
                Set.of());
    }

    /** Whether a payment call uses this part. */
    boolean uses(Part part) {
        return !without.contains(part);
    }

    /** Whether no habit is switched on. */
    boolean isNone() {
        return equals(NONE);
    }

    /** Whether the unprotected lane uses a short timeout and immediate retries. */
    public boolean hasty() {
        return hastyTimeoutMillis > 0;
    }

    /** Returns the short timeout. */
    public Duration hastyTimeout() {
        return Duration.ofMillis(hastyTimeoutMillis);
    }
}
