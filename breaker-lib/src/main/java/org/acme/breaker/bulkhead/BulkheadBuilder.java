package org.acme.breaker.bulkhead;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Bulkhead}. Each setter refuses a wrong value with an {@link
 * org.acme.breaker.InvalidConfigurationException} that names the setting, its value and what is
 * allowed. Not thread-safe.
 */
public final class BulkheadBuilder {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    final String name;
    int maxConcurrent = 10;
    int maxWaiting = Bulkhead.DEFAULT_MAX_WAITING;
    long maxWaitNanos;
    Timer timer = Timer.shared();
    @Nullable AdaptiveLimit adaptive;

    BulkheadBuilder(String name) {
        this.name = requireGiven(name, "bulkhead.name");
    }

    /** Sets how many calls may be in flight, at least 1. Default: 10. */
    public BulkheadBuilder maxConcurrent(int value) {
        maxConcurrent = Bulkhead.requirePlace(value);
        return this;
    }

    /**
     * Lets the limit follow what the dependency can take, instead of {@link #maxConcurrent}.
     * Default: the limit is fixed.
     */
    public BulkheadBuilder adaptive(AdaptiveLimit value) {
        adaptive = requireGiven(value, "bulkhead.adaptive", "an adaptive limit");
        return this;
    }

    /**
     * Sets how many calls may wait, at least 0. Default: {@value Bulkhead#DEFAULT_MAX_WAITING}. No
     * call waits unless {@link #maxWait} is set.
     */
    public BulkheadBuilder maxWaiting(int value) {
        require(value >= 0, "bulkhead.maxWaiting", "at least 0 (0: nobody waits)", value);
        maxWaiting = value;
        return this;
    }

    /** Sets how long a call may wait, from zero (no call waits) to one day. Default: zero. */
    public BulkheadBuilder maxWait(Duration value) {
        require(
                value != null && !value.isNegative() && value.compareTo(LONGEST_WAIT) <= 0,
                "bulkhead.maxWait",
                "from PT0S (no waiting) to one day",
                value);
        maxWaitNanos = value.toNanos();
        return this;
    }

    /**
     * Removes the limit of the wait: only the length of the queue and the callers' deadlines limit
     * it.
     */
    public BulkheadBuilder endlessWait() {
        maxWaitNanos = Bulkhead.ENDLESS;
        return this;
    }

    /** Sets the timer that ends waits and starts queued work. Default: {@link Timer#shared()}. */
    public BulkheadBuilder timer(Timer value) {
        timer = requireGiven(value, "bulkhead.timer");
        return this;
    }

    /** Builds the bulkhead with these settings. */
    public Bulkhead build() {
        return new Bulkhead(this);
    }
}
