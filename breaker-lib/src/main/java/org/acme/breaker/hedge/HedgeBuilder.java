package org.acme.breaker.hedge;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.internal.TokenBucket;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Hedge}. A wrong value is refused where it is set, with an {@link
 * org.acme.breaker.InvalidConfigurationException} that names the setting, its value and what is
 * allowed. Not thread-safe.
 */
public final class HedgeBuilder {

    private static final int MOST_ATTEMPTS = 10;

    final String name;
    long delayNanos = Duration.ofMillis(100).toNanos();
    int maxAttempts = 2;
    TokenBucket budget = new TokenBucket("hedge.budget", 10, 10);
    Predicate<@Nullable Object> failureResult = result -> false;
    Timer timer = Timer.shared();
    @Nullable Executor executor;

    HedgeBuilder(String name) {
        this.name = requireGiven(name, "hedge.name", "a name");
    }

    /**
     * How long an attempt may run before the next one starts beside it, above zero. The 95th
     * percentile of the healthy latency is a good start: one call in twenty is hedged then.
     * Default: 100 ms.
     */
    public HedgeBuilder delay(Duration value) {
        delayNanos = Durations.requirePositive("hedge.delay", value);
        return this;
    }

    /**
     * How many attempts a call makes at most, the first included, from 1 (no hedge) to 10. Default:
     * 2.
     */
    public HedgeBuilder maxAttempts(int value) {
        require(
                value >= 1 && value <= MOST_ATTEMPTS,
                "hedge.maxAttempts",
                "from 1 (no hedge) to " + MOST_ATTEMPTS,
                value);
        maxAttempts = value;
        return this;
    }

    /**
     * Bounds the further attempts of all calls together: each call pays in, each further attempt
     * takes one out. Where everything is slow, the dependency sees {@code percent} more load and
     * not a multiple of it. Default: 10 percent, 10 in reserve.
     *
     * @param percent further attempts, in percent of the calls, from 0 to 1000
     * @param reserve how many further attempts can be saved up, from 1 to a million
     */
    public HedgeBuilder budget(double percent, int reserve) {
        budget = new TokenBucket("hedge.budget", percent, reserve);
        return this;
    }

    /**
     * Results that match are no good answer: the call waits for the other attempts. One that throws
     * is logged, and the result counts as good. Default: every result is good.
     */
    public HedgeBuilder failureResult(Predicate<@Nullable Object> value) {
        failureResult = requireGiven(value, "hedge.failureResult", "a predicate");
        return this;
    }

    /**
     * Runs the attempts of blocking calls, each on a thread of its own; asynchronous calls don't
     * need it. Bound it: every attempt holds a thread until its body returns. Default: none, and
     * {@link Hedge#call} refuses.
     */
    public HedgeBuilder executor(Executor value) {
        executor = requireGiven(value, "hedge.executor", "an executor");
        return this;
    }

    /** Starts further attempts by another timer. Default: {@link Timer#shared()}. */
    public HedgeBuilder timer(Timer value) {
        timer = requireGiven(value, "hedge.timer", "a timer");
        return this;
    }

    /** Builds the hedge with these settings. */
    public Hedge build() {
        return new Hedge(this);
    }
}
