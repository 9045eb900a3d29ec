package org.acme.breaker.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.ManualTimer;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.timeout.Timer;
import org.junit.jupiter.api.Test;

/** Callers that don't block: their permits, their queue, and when they are told. */
class AsyncBulkheadTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final Bulkhead bulkhead = Bulkhead.of("payment", 1, 2, SECOND, timer);
    private final List<String> begun = new ArrayList<>();

    private CompletableFuture<String> start(String name, CompletionStage<String> work) {
        return bulkhead.callAsync(
                () -> {
                    begun.add(name);
                    return work;
                });
    }

    // --- permits (https://github.com/ben-manes/caffeine/issues/625,
    // https://github.com/OpenLiberty/open-liberty/issues/6147,
    // https://github.com/eclipse/microprofile-fault-tolerance/issues/250) ---

    @Test
    void whoeverHasTheAnswer_findsThePermitFree() {
        Bulkhead narrow = Bulkhead.of("narrow", 1);
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<Integer> seen =
                narrow.callAsync(() -> work).thenApply(result -> narrow.active());

        work.complete("fine");

        assertThat(seen).isCompletedWithValue(0);
    }

    @Test
    void nextCallOfTheSameCaller_isAdmitted() {
        Bulkhead narrow = Bulkhead.of("narrow", 1);
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> both =
                narrow.callAsync(() -> first)
                        .thenCompose(
                                result ->
                                        narrow.callAsync(
                                                () -> CompletableFuture.completedStage("second")));

        first.complete("first");

        assertThat(both).isCompletedWithValue("second");
    }

    @Test
    void secondAttemptWithoutBackoff_isAdmitted() {
        Bulkhead narrow = Bulkhead.of("narrow", 1);
        Retry retry = Retry.of("retry", RetryConfig.defaults().withBackoff(Backoff.none()));
        AtomicInteger attempts = new AtomicInteger();
        CompletableFuture<String> first = new CompletableFuture<>();
        Supplier<CompletionStage<String>> work =
                () ->
                        attempts.incrementAndGet() == 1
                                ? first
                                : CompletableFuture.completedStage("fine");
        CompletableFuture<String> answer =
                retry.callAsync(() -> narrow.callAsync(work), Deadline.none());

        first.completeExceptionally(new IllegalStateException("down"));

        assertThat(answer).succeedsWithin(1, TimeUnit.MINUTES).isEqualTo("fine");
    }

    @Test
    void supplierThatThrows_orAnswersNull_releasesItsPermit() {
        CompletableFuture<String> thrown =
                bulkhead.callAsync(
                        () -> {
                            throw new IllegalStateException();
                        });
        @SuppressWarnings({"NullAway", "NullableProblems"})
        CompletableFuture<String> none = bulkhead.callAsync(() -> null);

        assertThat(thrown).isCompletedExceptionally();
        assertThat(none).isCompletedExceptionally();
        assertThat(bulkhead.active()).isZero();
    }

    @Test
    void cancelledAnswer_cancelsTheWork_andReleasesItsPermitFirst() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = start("a", work);
        CompletableFuture<Integer> seen = answer.handle((result, thrown) -> bulkhead.active());

        answer.cancel(true);

        assertThat(work).isCancelled();
        assertThat(seen).isCompletedWithValue(0);
    }

    /** The misuse table says so: work that must keep its permit returns a stage that can't be cancelled. */
    @Test
    void workThatCannotBeCancelled_keepsItsPermitUntilItEnds() {
        List<CompletableFuture<String>> works = new ArrayList<>();
        Timeout timeout = Timeout.of("payment", SECOND, timer);
        Bulkhead two = Bulkhead.of("two", 2);
        AtomicInteger rejected = new AtomicInteger();
        for (int call = 0; call < 10; call++) {
            timeout.callAsync(
                            () ->
                                    two.callAsync(
                                            () -> {
                                                CompletableFuture<String> work =
                                                        new CompletableFuture<>();
                                                works.add(work);
                                                return work.minimalCompletionStage();
                                            }),
                            Deadline.none(ticker))
                    .exceptionally(thrown -> String.valueOf(rejected.incrementAndGet()));
            timer.advance(SECOND);
        }

        assertThat(works).hasSize(2);
        assertThat(two.active()).isEqualTo(2);
        assertThat(rejected).hasValue(10);
        works.forEach(work -> work.complete("at last"));
        assertThat(two.active()).isZero();
    }

    // --- the queue ---

    @Test
    void queue_isServedInItsOrder() {
        CompletableFuture<String> a = new CompletableFuture<>();
        CompletableFuture<String> b = new CompletableFuture<>();
        start("a", a);
        CompletableFuture<String> second = start("b", b);
        start("c", new CompletableFuture<>());
        assertThat(begun).containsExactly("a");
        assertThat(bulkhead.waiting()).isEqualTo(2);

        a.complete("done");
        assertThat(begun).containsExactly("a", "b");
        b.complete("done");
        assertThat(begun).containsExactly("a", "b", "c");
        assertThat(second).isCompletedWithValue("done");
        assertThat(bulkhead.active()).isEqualTo(1);
    }

    @Test
    void fullQueue_rejects() {
        start("a", new CompletableFuture<>());
        start("b", new CompletableFuture<>());
        start("c", new CompletableFuture<>());

        assertThatThrownBy(() -> start("d", new CompletableFuture<>()).join())
                .hasCauseInstanceOf(BulkheadFullException.class);
        assertThat(bulkhead.rejected()).isEqualTo(1);
    }

    @Test
    void waitThatIsOver_rejects_andMakesRoom() {
        start("a", new CompletableFuture<>());
        CompletableFuture<String> waiting = start("b", new CompletableFuture<>());

        timer.advance(SECOND);

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(BulkheadFullException.class);
        assertThat(bulkhead.waiting()).isZero();
        assertThat(bulkhead.rejected()).isEqualTo(1);
        assertThat(timer.pending()).isZero();
    }

    @Test
    void wait_endsWithTheCallersDeadline() {
        start("a", new CompletableFuture<>());
        CompletableFuture<String> waiting =
                Deadline.after(SECOND.dividedBy(2), ticker)
                        .call(() -> start("b", new CompletableFuture<>()));

        timer.advance(SECOND.dividedBy(2));

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(BulkheadFullException.class);
    }

    @Test
    void cancelledWhileItWaits_neverBegins_andMakesRoom() {
        CompletableFuture<String> a = new CompletableFuture<>();
        start("a", a);
        CompletableFuture<String> second = start("b", new CompletableFuture<>());
        start("c", new CompletableFuture<>());

        second.cancel(true);
        start("d", new CompletableFuture<>());
        a.complete("done");

        assertThat(begun).containsExactly("a", "c");
        assertThat(bulkhead.waiting()).isEqualTo(1);
        assertThat(bulkhead.active()).isEqualTo(1);
    }

    @Test
    void workThatHadToWait_seesItsOwnDeadline() {
        CompletableFuture<String> a = new CompletableFuture<>();
        start("a", a);
        List<Long> left = new ArrayList<>();
        CompletableFuture<String> second =
                Deadline.after(SECOND, ticker)
                        .call(
                                () ->
                                        bulkhead.callAsync(
                                                () -> {
                                                    left.add(Deadline.current().remainingNanos());
                                                    return CompletableFuture.completedStage("b");
                                                }));
        ticker.advance(SECOND.dividedBy(4));

        a.complete("done");

        assertThat(second).isCompletedWithValue("b");
        assertThat(left).containsExactly(SECOND.multipliedBy(3).dividedBy(4).toNanos());
    }

    @Test
    void queueOfAHundredThousand_growsNoStack() {
        Bulkhead wide = Bulkhead.of("wide", 1, 100_000, Duration.ofDays(1), timer);
        CompletableFuture<String> first = new CompletableFuture<>();
        wide.callAsync(() -> first);
        AtomicInteger ended = new AtomicInteger();
        for (int call = 0; call < 100_000; call++) {
            wide.callAsync(() -> CompletableFuture.completedStage("at once"))
                    .thenRun(ended::incrementAndGet);
        }

        first.complete("done");

        assertThat(ended).hasValue(100_000);
        assertThat(wide.active()).isZero();
        assertThat(wide.waiting()).isZero();
    }

    @Test
    void timerThatTakesNothing_losesNoPermit_andBeginsNothingTwice() {
        Timer refusing =
                new Timer() {
                    @Override
                    public Pending schedule(Runnable task, long nanos) {
                        return () -> {};
                    }

                    @Override
                    public void handOver(Runnable usersCode) {
                        usersCode.run();
                        throw new IllegalStateException("closed");
                    }
                };
        Bulkhead narrow = Bulkhead.of("narrow", 1, 2, SECOND, refusing);
        CompletableFuture<String> first = new CompletableFuture<>();
        AtomicInteger starts = new AtomicInteger();
        narrow.callAsync(() -> first);
        CompletableFuture<String> second =
                narrow.callAsync(
                        () -> {
                            starts.incrementAndGet();
                            return CompletableFuture.completedStage("second");
                        });

        first.complete("first");

        assertThat(second).isCompletedWithValue("second");
        assertThat(starts).hasValue(1);
        assertThat(narrow.active()).isZero();
    }

    @Test
    void workThatBlocksWhileItStarts_delaysNobodysAnswer() throws Exception {
        Bulkhead real = Bulkhead.of("real", 1, 1, Duration.ofMinutes(1));
        CompletableFuture<String> release = new CompletableFuture<>();
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> first = real.callAsync(() -> work);
        CompletableFuture<String> second =
                real.callAsync(() -> CompletableFuture.completedFuture(release.join()));

        work.complete("first");

        assertThat(first).isCompletedWithValue("first");
        release.complete("second");
        assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo("second");
    }

    // --- everything at once ---

    @Test
    void manyCallersOfBothKinds_neverMoreThanPermitted_andNobodyIsForgotten() throws Exception {
        assertThat(mostAtOnce(false)).isBetween(1, 3);
    }

    @Test
    void manyCallers_ofWhomSomeLeave_loseNoPermit() throws Exception {
        assertThat(mostAtOnce(true)).isPositive();
    }

    private static int ran(Runnable work) {
        work.run();
        return 1;
    }

    private int mostAtOnce(boolean leaving) throws Exception {
        Bulkhead wide = Bulkhead.of("wide", 3, 10_000, Duration.ofMinutes(1));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Runnable work =
                () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                };
        ExecutorService blocked = Executors.newFixedThreadPool(8);
        ExecutorService workers = Executors.newFixedThreadPool(8);
        List<CompletableFuture<?>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                answers.add(CompletableFuture.runAsync(() -> wide.call(() -> ran(work)), blocked));
                CompletableFuture<Void> answer =
                        wide.callAsync(() -> CompletableFuture.runAsync(work, workers));
                answers.add(answer);
                if (leaving && i % 7 == 0) {
                    answer.cancel(true);
                }
            }
            for (CompletableFuture<?> answer : answers) {
                answer.handle((result, thrown) -> 0).get(1, TimeUnit.MINUTES);
            }
        } finally {
            blocked.shutdownNow();
            workers.shutdownNow();
        }
        assertThat(wide.active()).isZero();
        assertThat(wide.waiting()).isZero();
        return most.get();
    }
}
