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
 * How long a breaker stays open before it tries a probe. The thread that opens the breaker asks,
 * outside of any lock: once for each opening, except that two threads which decide at the same
 * moment may both ask, and one answer is used. A strategy of your own that throws is logged and
 * replaced by {@value #EMERGENCY_SECONDS} s.
 */
@FunctionalInterface
public interface OpenDuration {

    /** What is waited where a strategy throws or answers nonsense. */
    int EMERGENCY_SECONDS = 5;

    /**
     * The wait of this opening.
     *
     * @param openings how often in a row the breaker has opened without closing in between, from 1
     * @param trigger the exception or the result of the call that opened it, if one did
     * @return a positive duration
     */
    Duration waitFor(int openings, @Nullable Object trigger);

    /** Waits the same time after every opening. */
    static OpenDuration fixed(Duration wait) {
        return new Fixed(wait);
    }

    /**
     * Longer with every opening in a row, up to a cap.
     *
     * @param first the wait of the first opening
     * @param factor by which each further one is longer, at least 1
     * @param cap the longest
     * @param jitter the share by which a wait is shortened at random, from 0 (none) to 1, so that
     *     many instances don't probe at the same moment
     */
    static OpenDuration exponential(Duration first, double factor, Duration cap, double jitter) {
        return exponential(
                first, factor, cap, jitter, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** As {@link #exponential(Duration, double, Duration, double)} with a source of randomness. */
    static OpenDuration exponential(
            Duration first, double factor, Duration cap, double jitter, DoubleSupplier random) {
        return new Exponential(first, factor, cap, jitter, random);
    }

    /**
     * What the dependency asked for (its {@code Retry-After}), at most {@code cap}; asking for less
     * than would be waited anyway changes nothing.
     *
     * @param asked reads the exception; {@code null} where nothing was asked for
     * @param otherwise the wait where nothing more was asked for
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

    /** As {@link #fromCause}, reading the exception or the result, whichever opened the breaker. */
    static OpenDuration fromTrigger(
            Function<Object, @Nullable Duration> asked, Duration cap, OpenDuration otherwise) {
        return new AsAsked(asked, cap, otherwise);
    }

    /** See {@link #fixed}. Each strategy says in words what it does: operators read it. */
    record Fixed(Duration always) implements OpenDuration {

        /** Refuses values out of range. */
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

    /** See {@link #exponential(Duration, double, Duration, double)}. */
    record Exponential(
            Duration first, double factor, Duration cap, double jitter, DoubleSupplier random)
            implements OpenDuration {

        /** Refuses values out of range. */
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

        /** Refuses values out of range. */
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
