package org.acme.benchmarks.annotations;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * The bean that is called. Its methods do nothing, so that only what stands around them is
 * measured.
 */
@Unremovable
@ApplicationScoped
public class Shop {

    private static final String ANSWER = "fine";

    /** Not annotated. */
    public String plain() {
        return ANSWER;
    }

    /** A closed breaker. */
    @CircuitBreaker(requestVolumeThreshold = 100)
    public String breaker() {
        return ANSWER;
    }

    /** A retry that isn't needed. */
    @Retry
    public String retry() {
        return ANSWER;
    }

    /** A limit that isn't reached. */
    @Timeout(1000)
    public String timeout() {
        return ANSWER;
    }

    /** All that can stand around a call that is waited for. */
    @Retry
    @CircuitBreaker(requestVolumeThreshold = 100)
    @Timeout(1000)
    @Bulkhead(10)
    @Fallback(fallbackMethod = "otherwise")
    public String everything() {
        return ANSWER;
    }

    /** A breaker that is open, and stays so. */
    @CircuitBreaker(requestVolumeThreshold = 2, delay = 1, delayUnit = ChronoUnit.HOURS)
    @Fallback(fallbackMethod = "otherwise")
    public String refused() {
        throw new IllegalStateException("down");
    }

    String otherwise() {
        return "otherwise";
    }
}
