package org.acme.breaker;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The strategies that {@link OpenWait} makes. Each says in words what it does: operators read it. */
final class OpenWaits {

    private OpenWaits() {}

    record Fixed(Duration always) implements OpenWait {
        @Override
        public Duration waitFor(int openings, @Nullable Object trigger) {
            return always;
        }

        @Override
        public String toString() {
            return always.toString();
        }
    }

    record Growing(
            Duration first, double factor, Duration cap, double jitter, DoubleSupplier random)
            implements OpenWait {
        @Override
        public Duration waitFor(int openings, @Nullable Object trigger) {
            double full = Math.min(cap.toNanos(), first.toNanos() * Math.pow(factor, openings - 1));
            double shortened = full * (1 - jitter * random.getAsDouble());
            return Duration.ofNanos(Math.max(1, (long) shortened));
        }

        @Override
        public String toString() {
            return first
                    + (factor == 1
                            ? ""
                            : ", each time " + factor + " times as long, at most " + cap)
                    + (jitter == 0
                            ? ""
                            : ", by chance up to " + Math.round(jitter * 100) + " % shorter");
        }
    }

    record Asked(Function<Object, @Nullable Duration> asked, Duration cap, OpenWait otherwise)
            implements OpenWait {
        @Override
        public Duration waitFor(int openings, @Nullable Object trigger) {
            Duration usual = otherwise.waitFor(openings, trigger);
            Duration wish = trigger == null ? null : asked.apply(trigger);
            if (wish == null || wish.compareTo(usual) <= 0) {
                return usual;
            }
            return longer(usual, wish.compareTo(cap) < 0 ? wish : cap);
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }

        @Override
        public String toString() {
            return otherwise + ", longer where the dependency asks for it, up to " + cap;
        }
    }
}
