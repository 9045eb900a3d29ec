package org.acme.breaker.chaos;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Chaos}. Without any injection it does nothing. A wrong value is refused where it
 * is set, with an {@link org.acme.breaker.InvalidConfigurationException} that names the setting,
 * its value and what is allowed. Not thread-safe.
 */
public final class ChaosBuilder {

    final String name;
    double behaviourPercent;
    double latencyPercent;
    double faultPercent;
    double outcomePercent;
    Runnable behaviour = () -> {};
    long latencyNanos;
    Supplier<? extends Exception> fault = () -> new IllegalStateException("chaos");
    Supplier<? extends @Nullable Object> outcome = () -> null;
    SplittableRandom random = new SplittableRandom();
    boolean enabled;
    Timer timer = Timer.shared();
    Pause pause = Pause.sleeping();

    ChaosBuilder(String name) {
        this.name = requireGiven(name, "chaos.name", "a name");
    }

    /**
     * Lets calls fail.
     *
     * @param percent the share of the calls, from 0 to 100
     * @param exception makes a new exception each time; a checked one must be one that the call may
     *     throw. An answer of {@code null} is a {@link NullPointerException}
     */
    public ChaosBuilder faults(double percent, Supplier<? extends Exception> exception) {
        faultPercent = requirePercent("chaos.faults", percent);
        fault = requireGiven(exception, "chaos.fault", "a supplier of exceptions");
        return this;
    }

    /**
     * Lets calls begin later. A blocking call sleeps on its thread and listens to interrupts; an
     * asynchronous one is begun by the timer.
     *
     * @param percent the share of the calls, from 0 to 100
     * @param delay above zero
     */
    public ChaosBuilder latency(double percent, Duration delay) {
        latencyPercent = requirePercent("chaos.latency", percent);
        latencyNanos = Durations.requirePositive("chaos.latency.delay", delay);
        return this;
    }

    /**
     * Lets calls answer something else.
     *
     * @param percent the share of the calls, from 0 to 100
     * @param result makes the answer, which must be of the type that the call answers: if it isn't,
     *     the caller gets a {@link ClassCastException}
     */
    public ChaosBuilder outcomes(double percent, Supplier<? extends @Nullable Object> result) {
        outcomePercent = requirePercent("chaos.outcomes", percent);
        outcome = requireGiven(result, "chaos.outcome", "a supplier of results");
        return this;
    }

    /**
     * Runs code before calls: what it does is the experiment's business. What it throws is what the
     * call throws.
     *
     * @param percent the share of the calls, from 0 to 100
     */
    public ChaosBuilder behaviour(double percent, Runnable code) {
        behaviourPercent = requirePercent("chaos.behaviour", percent);
        behaviour = requireGiven(code, "chaos.behaviour.code", "code");
        return this;
    }

    /**
     * Draws the same sequence in every run: the n-th call meets the same injections, whatever the
     * shares of the others. Default: another sequence each time.
     */
    public ChaosBuilder seed(long value) {
        random = new SplittableRandom(value);
        return this;
    }

    /** Whether calls are disturbed from the start. Default: not before {@link Chaos#enable}. */
    public ChaosBuilder enabled(boolean value) {
        enabled = value;
        return this;
    }

    /**
     * Delays by other time: blocking calls by {@code sleeper}, asynchronous ones by {@code later}.
     */
    public ChaosBuilder time(Pause sleeper, Timer later) {
        pause = requireGiven(sleeper, "chaos.pause", "a sleeper");
        timer = requireGiven(later, "chaos.timer", "a timer");
        return this;
    }

    /** Builds the chaos with these settings. */
    public Chaos build() {
        return new Chaos(this);
    }

    Exception newFault() {
        return Objects.requireNonNull(fault.get(), "the exception of chaos");
    }

    private static double requirePercent(String key, double percent) {
        require(percent >= 0 && percent <= 100, key, "from 0 to 100 (percent)", percent);
        return percent;
    }
}
