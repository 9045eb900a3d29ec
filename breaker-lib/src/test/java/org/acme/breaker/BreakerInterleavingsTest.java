package org.acme.breaker;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.window.Counts;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Transitions, permits, probes and the registry under interleavings that a model checker chooses.
 */
@Tag("deep")
class BreakerInterleavingsTest {

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .threads(3)
                .actorsPerThread(2)
                .iterations(10)
                .invocationsPerIteration(300);
    }

    @Test
    void transitionsByHand_areLinearizable() {
        options().check(ByHand.class);
    }

    @Test
    void permit_endsOnce() {
        options().check(OnePermit.class);
    }

    @Test
    void hangingCall_isCountedOnce_andSaysThatItFailed() {
        // A look goes through all 256 places of the table: a long loop, not an endless one.
        options().loopBound(2_000).check(HangingCall.class);
    }

    @Test
    void probes_areNeverMoreThanPermitted_andNoneIsLost() {
        options().check(Probes.class);
    }

    @Test
    void registry_isLinearizable() {
        options().check(Names.class);
    }

    @Test
    void events_comeInTheOrderOfTheTransitions() {
        options().check(Told.class);
    }

    private static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "b", CircuitBreakerConfig.builder().openWait(Duration.ofHours(1)).build(), () -> 0);
    }

    public static class ByHand {
        private final CircuitBreaker breaker = breaker();

        @Operation
        public boolean forceOpen() {
            return breaker.forceOpen();
        }

        @Operation
        public boolean close() {
            return breaker.close();
        }

        @Operation
        public boolean disable() {
            return breaker.disable();
        }

        @Operation
        public boolean isPermitted() {
            return breaker.tryAcquire() != null;
        }

        @Operation
        public BreakerState state() {
            return breaker.state();
        }
    }

    /** One call that hangs: it is looked at and fails at once. */
    public static class HangingCall {
        private volatile long now;
        private final CircuitBreaker breaker =
                CircuitBreaker.of(
                        "b",
                        CircuitBreakerConfig.builder()
                                .slowCalls(Duration.ofNanos(1), 100)
                                .hangingCalls(Duration.ofNanos(2))
                                .build(),
                        () -> now);
        private final Permit permit = breaker.acquire();
        private final AtomicInteger ends = new AtomicInteger();

        public HangingCall() {
            now = 5;
        }

        @Operation
        public void look() {
            breaker.poll();
        }

        @Operation
        public void fail() {
            permit.failure(new IllegalStateException());
            ends.incrementAndGet();
        }

        @Validate
        public void check() {
            Counts counts = breaker.snapshot().counts();
            int failures = Math.min(1, ends.get());
            if (!counts.equals(new Counts(1, failures, 1))) {
                throw new IllegalStateException(counts + " after " + ends + " ends");
            }
        }
    }

    public static class OnePermit {
        private final CircuitBreaker breaker = breaker();
        private final Permit permit = breaker.acquire();
        private final AtomicInteger ends = new AtomicInteger();

        @Operation
        public void succeed() {
            ends.incrementAndGet();
            permit.success();
        }

        @Operation
        public void fail() {
            ends.incrementAndGet();
            permit.failure();
        }

        @Validate
        public void check() {
            Snapshot snapshot = breaker.snapshot();
            long counted = snapshot.counts().calls();
            boolean once = counted == Math.min(1, ends.get());
            if (!once || snapshot.misused() + counted != ends.get()) {
                throw new IllegalStateException(snapshot + " after " + ends + " ends");
            }
        }
    }

    public static class Probes {
        private static final int PERMITTED = 2;

        private final ProbeGeneration probes = new ProbeGeneration(1, PERMITTED);
        private final ConcurrentLinkedQueue<Integer> out = new ConcurrentLinkedQueue<>();

        @Operation
        public void admit() {
            int token = probes.admit(PERMITTED, 100, 0);
            if (token != LeaseTable.NONE) {
                out.add(token);
            }
        }

        @Operation
        public void giveBack() {
            Integer token = out.poll();
            if (token != null && probes.release(token)) {
                probes.ignored();
            }
        }

        @Validate
        public void check() {
            int counted = ProbeGeneration.inFlight(probes.tally());
            if (counted > PERMITTED || counted != out.size() || !probes.isConsistent()) {
                throw new IllegalStateException(counted + " out, " + out.size() + " known");
            }
        }
    }

    public static class Names {
        private final CircuitBreakerRegistry registry =
                CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), () -> 0);

        @Operation
        public String make() {
            return registry.breaker("a").name();
        }

        @Operation
        public boolean remove() {
            return registry.remove("a");
        }

        @Operation
        public boolean isThere() {
            return registry.find("a").isPresent();
        }
    }

    public static class Told {
        private final CircuitBreaker breaker = breaker();
        private final AtomicInteger wrong = new AtomicInteger();
        private final AtomicInteger told = new AtomicInteger();

        public Told() {
            breaker.onEvent(
                    event -> {
                        if (event instanceof CircuitBreakerEvent.Transition transition
                                && transition.sequence() != told.incrementAndGet()) {
                            wrong.incrementAndGet();
                        }
                    });
        }

        @Operation
        public void forceOpen() {
            breaker.forceOpen();
        }

        @Operation
        public void close() {
            breaker.close();
        }

        @Validate
        public void check() {
            if (wrong.get() > 0 || told.get() != breaker.history().size()) {
                throw new IllegalStateException(told + " told, " + wrong + " out of order");
            }
        }
    }
}
