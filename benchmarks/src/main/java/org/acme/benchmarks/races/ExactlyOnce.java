package org.acme.benchmarks.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Permit;
import org.acme.breaker.Snapshot;
import org.acme.breaker.ratelimit.RateLimiter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Races that exactly one thread wins. An outcome that is not listed is forbidden. */
public final class ExactlyOnce {

    private ExactlyOnce() {}

    /** Two threads end the same permit. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one counts, the other is misuse")
    @State
    public static class PermitEnds {
        private final CircuitBreaker breaker = Breakers.closed();
        private final Permit permit = breaker.acquire();

        @Actor
        public void succeed() {
            permit.success();
        }

        @Actor
        public void fail() {
            permit.failure();
        }

        @Arbiter
        public void count(JJ_Result r) {
            Snapshot snapshot = breaker.snapshot();
            r.r1 = snapshot.counts().calls();
            r.r2 = snapshot.misused();
        }
    }

    /** A stage ends while its answer is cancelled. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the cancellation came first")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the result came first")
    @State
    public static class StageEnds {
        private final CircuitBreaker breaker = Breakers.closed();
        private final CompletableFuture<String> work = new CompletableFuture<>();
        private final CompletableFuture<String> answer = breaker.callAsync(() -> work);

        @Actor
        public void complete() {
            work.complete("done");
        }

        @Actor
        public void cancel() {
            answer.cancel(true);
        }

        @Arbiter
        public void count(JJ_Result r) {
            Snapshot snapshot = breaker.snapshot();
            r.r1 = snapshot.counts().calls();
            r.r2 = snapshot.misused();
        }
    }

    /** Two failures reach the threshold at the same time. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one transition, published once")
    @State
    public static class BreakerOpens {
        private final AtomicInteger told = new AtomicInteger();
        private final CircuitBreaker breaker = Breakers.nervous();
        private final Permit first = breaker.acquire();
        private final Permit second = breaker.acquire();

        public BreakerOpens() {
            breaker.onEvent(
                    event -> {
                        if (event instanceof Transition) {
                            told.incrementAndGet();
                        }
                    });
        }

        @Actor
        public void failFirst() {
            first.failure();
        }

        @Actor
        public void failSecond() {
            second.failure();
        }

        @Arbiter
        public void count(II_Result r) {
            r.r1 = told.get();
            r.r2 = breaker.history().size();
        }
    }

    /** Two callers ask for the only probe. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the first has it")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the second has it")
    @State
    public static class LastProbe {
        private final CircuitBreaker breaker = Breakers.halfOpen();

        @Actor
        public void first(ZZ_Result r) {
            r.r1 = breaker.tryAcquire() != null;
        }

        @Actor
        public void second(ZZ_Result r) {
            r.r2 = breaker.tryAcquire() != null;
        }
    }

    /** Two callers ask for one permit of a rate limiter. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the first has it")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the second has it")
    @State
    public static class LastOfTheRate {
        private final RateLimiter limiter =
                RateLimiter.builder("race")
                        .permits(1, java.time.Duration.ofHours(1))
                        .burst(1)
                        .ticker(() -> 0)
                        .build();

        @Actor
        public void first(ZZ_Result r) {
            r.r1 = limiter.tryAcquire();
        }

        @Actor
        public void second(ZZ_Result r) {
            r.r2 = limiter.tryAcquire();
        }
    }

    /** Two threads ask a registry for a breaker that does not exist yet. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "the same one, announced once")
    @State
    public static class RegistryMakes {
        private final AtomicInteger added = new AtomicInteger();
        private final CircuitBreakerRegistry registry =
                CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults(), () -> 0);
        private final CircuitBreaker[] got = new CircuitBreaker[2];

        public RegistryMakes() {
            registry.onAdded(breaker -> added.incrementAndGet());
        }

        @Actor
        public void first() {
            got[0] = registry.breaker("one");
        }

        @Actor
        public void second() {
            got[1] = registry.breaker("one");
        }

        @Arbiter
        public void compare(ZI_Result r) {
            r.r1 = got[0] == got[1];
            r.r2 = added.get();
        }
    }
}
