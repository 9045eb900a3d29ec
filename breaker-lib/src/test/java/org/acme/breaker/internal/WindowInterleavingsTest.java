package org.acme.breaker.internal;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Windows under interleavings that a model checker chooses. */
@Tag("deep")
class WindowInterleavingsTest {

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .threads(3)
                .actorsPerThread(3)
                .iterations(10)
                .invocationsPerIteration(500);
    }

    @Test
    void countWindow_endsUpWithExactlyTheLastCalls() {
        options().check(LastTwoCalls.class);
    }

    @Test
    void counter_losesNothing() {
        options().check(Counter.class);
    }

    @Test
    void timeWindow_losesNothing_whileSlicesChange() {
        options().check(Slices.class);
    }

    /** So small that every third call laps another one. */
    public static class LastTwoCalls {
        private final CallWindow window = new CallWindow(2);

        @Operation
        public void succeed() {
            window.success(0);
        }

        @Operation
        public void fail() {
            window.bad(0, true, false);
        }

        @Operation
        public void beSlow() {
            window.bad(0, false, true);
        }

        @Operation
        public void hangAndFail() {
            window.alsoFailed(window.bad(0, false, true), 0);
        }

        @Validate
        public void check() {
            if (!window.isConsistent()) {
                throw new IllegalStateException("totals and ring disagree");
            }
        }
    }

    public static class Counter {
        private final StripedCounter counter = new StripedCounter(false);
        private final java.util.concurrent.atomic.AtomicLong exact =
                new java.util.concurrent.atomic.AtomicLong();

        @Operation
        public void increment() {
            exact.incrementAndGet();
            counter.increment();
        }

        @Validate
        public void check() {
            if (counter.sum() != exact.get()) {
                throw new IllegalStateException(counter.sum() + " instead of " + exact);
            }
        }
    }

    public static class Slices {
        private final TimeWindow window = new TimeWindow(1_000, 10, 0, () -> 330);
        private final java.util.concurrent.atomic.AtomicLong exact =
                new java.util.concurrent.atomic.AtomicLong();

        @Operation
        public void early() {
            exact.incrementAndGet();
            window.success(10);
        }

        @Operation
        public void later() {
            exact.incrementAndGet();
            window.bad(110, true, false);
        }

        @Operation
        public void muchLater() {
            exact.incrementAndGet();
            window.success(330);
        }

        @Validate
        public void check() {
            if (window.calls(340) != exact.get()) {
                throw new IllegalStateException(window.calls(340) + " instead of " + exact);
            }
        }
    }
}
