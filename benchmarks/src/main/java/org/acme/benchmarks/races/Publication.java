package org.acme.benchmarks.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.Snapshot;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.Timeout;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Checks what one thread sees of another thread's writes. An outcome that is not listed is
 * forbidden.
 */
public final class Publication {

    private Publication() {}

    /** The state and the data that belongs to it are published together. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "closed, and nothing to wait for")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "open, and its whole wait")
    @State
    public static class StateAndWait {
        private final CircuitBreaker breaker = Breakers.closed();

        @Actor
        public void open() {
            breaker.open();
        }

        @Actor
        public void look(ZZ_Result r) {
            Snapshot snapshot = breaker.snapshot();
            r.r1 = snapshot.state() == BreakerState.OPEN;
            r.r2 = snapshot.untilProbe().equals(Duration.ofHours(1));
        }
    }

    /** A breaker is handed over through a plain field, which nobody should do. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "not seen yet")
    @Outcome(id = "4", expect = ACCEPTABLE, desc = "seen with all of its settings")
    @State
    public static class HandedOverCarelessly {
        private @Nullable CircuitBreaker breaker;

        @Actor
        public void make() {
            breaker = Breakers.closed();
        }

        @Actor
        public void use(I_Result r) {
            CircuitBreaker seen = breaker;
            r.r1 = seen == null ? 0 : seen.call(() -> seen.config().minimumCalls());
        }
    }

    /** A failure and a success are recorded at once, in a window of the last four calls. */
    @JCStressTest
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "both are counted, once each")
    @State
    public static class Counted {
        private final CircuitBreaker breaker = Breakers.closed();

        @Actor
        public void succeed() {
            breaker.acquire().success();
        }

        @Actor
        public void fail() {
            breaker.acquire().failure();
        }

        @Arbiter
        public void count(JJ_Result r) {
            Snapshot snapshot = breaker.snapshot();
            r.r1 = snapshot.counts().calls();
            r.r2 = snapshot.counts().failures();
        }
    }

    /** A timeout fires while its call ends. */
    @JCStressTest
    @Outcome(id = "false", expect = ACCEPTABLE, desc = "no interrupt outlives the call")
    @State
    public static class Interrupts {
        private final AtomicReference<@Nullable Runnable> task = new AtomicReference<>();
        private final Timeout timeout =
                Timeout.of(
                        "race",
                        Duration.ofHours(1),
                        (body, nanos) -> {
                            task.set(body);
                            return () -> {};
                        });

        @Actor
        public void endTheTime() {
            Runnable interrupt = task.get();
            if (interrupt != null) {
                interrupt.run();
            }
        }

        @Actor
        public void call(Z_Result r) {
            try {
                timeout.call(() -> "done");
            } catch (CallTimeoutException expected) {
                // the timeout was first
            }
            r.r1 = Thread.interrupted();
        }
    }
}
