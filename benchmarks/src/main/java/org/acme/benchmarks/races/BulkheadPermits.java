package org.acme.benchmarks.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.bulkhead.Bulkhead;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.IJ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Races for the only permit of a bulkhead, and its queue. An outcome that is not listed is
 * forbidden.
 */
public final class BulkheadPermits {

    private BulkheadPermits() {}

    private static Bulkhead ofOne() {
        // No wait expires, and queued work begins on the thread that releases the permit.
        return Bulkhead.builder("race")
                .maxConcurrent(1)
                .maxWaiting(1)
                .maxWait(Duration.ofHours(1))
                .timer((task, nanos) -> () -> {})
                .build();
    }

    private static Bulkhead.Permit onlyPermit(Bulkhead bulkhead) {
        return Objects.requireNonNull(bulkhead.tryAcquire());
    }

    /** Two callers ask for one permit. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the first has it")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the second has it")
    @State
    public static class LastPermit {
        private final Bulkhead bulkhead = ofOne();

        @Actor
        public void first(ZZ_Result r) {
            r.r1 = bulkhead.tryAcquire() != null;
        }

        @Actor
        public void second(ZZ_Result r) {
            r.r2 = bulkhead.tryAcquire() != null;
        }
    }

    /** Two threads release the same permit. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "released once, the other is misuse")
    @State
    public static class ReleasedTwice {
        private final Bulkhead bulkhead = ofOne();
        private final Bulkhead.Permit permit = onlyPermit(bulkhead);

        @Actor
        public void first() {
            permit.release();
        }

        @Actor
        public void second() {
            permit.release();
        }

        @Arbiter
        public void count(IJ_Result r) {
            r.r1 = bulkhead.active();
            r.r2 = bulkhead.misused();
        }
    }

    /** A permit is released while a call enters the queue. */
    @JCStressTest
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the call ran, and left nothing behind")
    @State
    public static class ReleaseOrQueue {
        private final AtomicInteger begun = new AtomicInteger();
        private final Bulkhead bulkhead = ofOne();
        private final Bulkhead.Permit permit = onlyPermit(bulkhead);

        @Actor
        public void release() {
            permit.release();
        }

        @Actor
        public void call() {
            CompletableFuture<String> unused = bulkhead.callAsync(() -> work(begun));
        }

        @Arbiter
        public void count(III_Result r) {
            r.r1 = begun.get();
            r.r2 = bulkhead.active();
            r.r3 = bulkhead.waiting();
        }
    }

    /** A caller cancels its queued call while the permit for it is released. */
    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "cancelled in the queue")
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the call ran")
    @State
    public static class GrantOrLeave {
        private final AtomicInteger begun = new AtomicInteger();
        private final Bulkhead bulkhead = ofOne();
        private final Bulkhead.Permit permit = onlyPermit(bulkhead);
        private final CompletableFuture<String> queued = bulkhead.callAsync(() -> work(begun));

        @Actor
        public void release() {
            permit.release();
        }

        @Actor
        public void cancel() {
            queued.cancel(true);
        }

        @Arbiter
        public void count(III_Result r) {
            r.r1 = begun.get();
            r.r2 = bulkhead.active();
            r.r3 = bulkhead.waiting();
        }
    }

    private static CompletionStage<String> work(AtomicInteger begun) {
        begun.incrementAndGet();
        return CompletableFuture.completedFuture("done");
    }
}
