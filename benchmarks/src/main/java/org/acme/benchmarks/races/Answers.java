package org.acme.benchmarks.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timeout;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Races for the end of an asynchronous answer. An outcome that is not listed is forbidden. */
public final class Answers {

    private Answers() {}

    /** Counts how often the answer is settled. */
    private static final class CountedAnswer extends Answer<Integer> {

        final AtomicInteger settled = new AtomicInteger();

        CountedAnswer(CompletableFuture<Integer> work) {
            follow(work);
        }

        @Override
        protected void settle(
                @Nullable Integer result, @Nullable Throwable thrown, boolean givenUp) {
            settled.incrementAndGet();
        }
    }

    /** Work ends while the caller completes the answer. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the work's result, settled once")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the caller's result, settled once")
    @State
    public static class WorkOrCaller {
        private final CompletableFuture<Integer> work = new CompletableFuture<>();
        private final CountedAnswer answer = new CountedAnswer(work);

        @Actor
        public void work() {
            work.complete(1);
        }

        @Actor
        public void caller() {
            answer.complete(2);
        }

        @Arbiter
        public void count(II_Result r) {
            r.r1 = answer.getNow(0);
            r.r2 = answer.settled.get();
        }
    }

    /** A thread that sees the complete answer also sees that it is settled. */
    @JCStressTest
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "not ended yet")
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "settled, not complete yet")
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "settled first, then complete")
    @State
    public static class SettledBeforeComplete {
        private final CompletableFuture<Integer> work = new CompletableFuture<>();
        private final CountedAnswer answer = new CountedAnswer(work);

        @Actor
        public void work() {
            work.complete(1);
        }

        @Actor
        public void look(ZI_Result r) {
            r.r1 = answer.isDone();
            r.r2 = answer.settled.get();
        }
    }

    /** A timeout fires while the work ends. */
    @JCStressTest
    @Outcome(id = "1, false", expect = ACCEPTABLE, desc = "the result came first")
    @Outcome(id = "2, true", expect = ACCEPTABLE, desc = "the timeout came first")
    @Outcome(id = "2, false", expect = ACCEPTABLE, desc = "… and the work ended before its cancel")
    @State
    public static class ResultOrTimeout {
        private final AtomicReference<@Nullable Runnable> expiry = new AtomicReference<>();
        private final CompletableFuture<Integer> work = new CompletableFuture<>();
        private final CompletableFuture<Integer> answer =
                Timeout.of(
                                "race",
                                Duration.ofHours(1),
                                (task, nanos) -> {
                                    expiry.compareAndSet(null, task);
                                    return () -> {};
                                })
                        .callAsync(() -> work, Deadline.none());

        @Actor
        public void work() {
            work.complete(1);
        }

        @Actor
        public void timer() {
            Runnable due = expiry.get();
            if (due != null) {
                due.run();
            }
        }

        @Arbiter
        public void judge(IZ_Result r) {
            r.r1 = answer.isCompletedExceptionally() ? 2 : answer.getNow(0);
            r.r2 = work.isCancelled();
        }
    }
}
