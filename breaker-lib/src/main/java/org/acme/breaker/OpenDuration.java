package org.acme.breaker;

import static org.acme.breaker.InvalidConfigurationException.require;
import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.acme.breaker.internal.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Decides how long a breaker stays open before it admits a probe. Called by the thread that opens
 * the breaker, without any lock: once for each opening, except that two threads which decide at the
 * same moment may both call it, and one of the results is used. If a strategy throws, or returns
 * less than 1 ns or more than 365 days, that is logged and the breaker waits {@value
 * #EMERGENCY_SECONDS} s.
 */
@FunctionalInterface
public interface OpenDuration {

    /** The wait in seconds if a strategy throws or returns a value out of range. */
    int EMERGENCY_SECONDS = 5;

    /**
     * Returns how long the breaker stays open this time.
     *
     * @param openings how many times in a row the breaker has opened without closing in between,
     *     from 1
     * @param trigger the exception or result of the call that opened it; {@code null} if no call
     *     did
     * @return a positive duration
     */
    Duration waitFor(int openings, @Nullable Object trigger);

    /** Returns a strategy that waits the same time after every opening. */
    static OpenDuration fixed(Duration wait) {
        return new Fixed(wait);
    }

    /**
     * Returns a strategy that waits longer with every opening in a row, up to a limit.
     *
     * @param first the wait of the first opening
     * @param factor by which each further wait is longer, at least 1
     * @param cap the longest wait
     * @param jitter the share by which a wait is shortened at random, from 0 (none) to 1, so that
     *     many instances don't probe at the same moment
     */
    static OpenDuration exponential(Duration first, double factor, Duration cap, double jitter) {
        return exponential(
                first, factor, cap, jitter, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Does the same as {@link #exponential(Duration, double, Duration, double)} with the given
     * source of random numbers from 0 to 1.
     */
    static OpenDuration exponential(
            Duration first, double factor, Duration cap, double jitter, DoubleSupplier random) {
        return new Exponential(first, factor, cap, jitter, random);
    }

    /**
     * Returns a strategy that waits as long as the dependency asked for (its {@code Retry-After}),
     * at most {@code cap}. A shorter request than the wait of {@code otherwise} changes nothing.
     *
     * @param asked reads the wait from the exception; {@code null} if the dependency asked for none
     * @param otherwise the strategy for all other openings
     */
    static OpenDuration fromCause(
            Function<? super Throwable, @Nullable Duration> asked,
            Duration cap,
            OpenDuration otherwise) {
        requireGiven(asked, "openWait.asked");
        return fromTrigger(
                trigger -> trigger instanceof Throwable cause ? asked.apply(cause) : null,
                cap,
                otherwise);
    }

    /**
     * Does the same as {@link #fromCause}, and reads the exception or the result that opened the
     * breaker.
     */
    static OpenDuration fromTrigger(
            Function<Object, @Nullable Duration> asked, Duration cap, OpenDuration otherwise) {
        return new AsAsked(asked, cap, otherwise);
    }

    /**
     * The strategy of {@link #fixed}. The {@code toString} of each strategy is read by operators.
     */
    record Fixed(Duration always) implements OpenDuration {

        /** Throws if a value is out of range. */
        public Fixed {
            Durations.requirePositive("openWait", always);
        }

        @Override
        public Duration waitFor(int openings, @Nullable Object trigger) {
            return always;
        }

        @Override
        public String toString() {
            return always.toString();
        }
    }

    /** The strategy of {@link #exponential(Duration, double, Duration, double)}. */
    record Exponential(
            Duration first, double factor, Duration cap, double jitter, DoubleSupplier random)
            implements OpenDuration {

        /** Throws if a value is out of range. */
        public Exponential {
            Durations.requirePositive("openWait.first", first);
            Durations.requirePositive("openWait.cap", cap);
            String least = "at least the first wait " + first;
            require(cap.compareTo(first) >= 0, "openWait.cap", least, cap);
            require(factor >= 1 && factor <= 100, "openWait.factor", "from 1 to 100", factor);
            require(jitter >= 0 && jitter <= 1, "openWait.jitter", "from 0 to 1", jitter);
            requireGiven(random, "openWait.random");
        }

        @Override
        public Duration waitFor(int openings, @Nullable Object trigger) {
            double full = Math.min(cap.toNanos(), first.toNanos() * Math.pow(factor, openings - 1));
            double shortened = full * (1 - jitter * random.getAsDouble());
            return Duration.ofNanos(Math.max(1, (long) shortened));
        }

        @Override
        public String toString() {
            String growth = ", each time " + factor + " times as long, at most " + cap;
            String chance = ", by chance up to " + Math.round(jitter * 100) + " % shorter";
            return first + (factor == 1 ? "" : growth) + (jitter == 0 ? "" : chance);
        }
    }

    /** The strategy of {@link #fromTrigger}. */
    record AsAsked(Function<Object, @Nullable Duration> asked, Duration cap, OpenDuration otherwise)
            implements OpenDuration {

        /** Throws if a value is out of range. */
        public AsAsked {
            requireGiven(asked, "openWait.asked");
            requireGiven(otherwise, "openWait.otherwise");
            Durations.requirePositive("openWait.cap", cap);
        }

        @Override
        public Duration waitFor(int openings, @Nullable Object trigger) {
            Duration usual = otherwise.waitFor(openings, trigger);
            Duration wish = trigger == null ? null : asked.apply(trigger);
            if (wish == null || wish.compareTo(usual) <= 0) {
                return usual;
            }
            Duration bounded = wish.compareTo(cap) < 0 ? wish : cap;
            return bounded.compareTo(usual) > 0 ? bounded : usual;
        }

        @Override
        public String toString() {
            return otherwise + ", longer where the dependency asks for it, up to " + cap;
        }
    }
}
