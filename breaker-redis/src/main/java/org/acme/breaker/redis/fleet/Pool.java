package org.acme.breaker.redis.fleet;

import java.time.Duration;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.OpenDuration;
import org.acme.breaker.redis.fleet.Opinion.WindowShare;

/** Judges the windows of all replicas as one. */
final class Pool {

    private static final double PERCENT = 100;

    private Pool() {}

    /** Whether the calls of all replicas reach the minimum and a threshold of this breaker. */
    static boolean isBad(CircuitBreakerConfig config, WindowShare pool) {
        if (pool.calls() < config.minimumCalls()) {
            return false;
        }
        double slow = config.slowCallRateThreshold();
        return reaches(pool.failures(), pool.calls(), config.failureRateThreshold())
                || (slow > 0 && reaches(pool.slow(), pool.calls(), slow));
    }

    private static boolean reaches(long part, long whole, double percent) {
        return part * PERCENT >= percent * whole;
    }

    /** What the breaker would wait after an opening of its own. */
    static Duration openWait(CircuitBreakerConfig config) {
        try {
            return config.openWait().waitFor(1, null);
        } catch (RuntimeException thrown) {
            return Duration.ofSeconds(OpenDuration.EMERGENCY_SECONDS);
        }
    }
}
