package org.acme.breaker.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/**
 * When the permit of a stage is taken and released.
 *
 * <p>Reports: https://github.com/ben-manes/caffeine/issues/625,
 * https://github.com/OpenLiberty/open-liberty/issues/6147,
 * https://github.com/eclipse/microprofile-fault-tolerance/issues/250
 */
class AsyncBulkheadTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final Bulkhead bulkhead =
            Bulkhead.builder("payment")
                    .maxConcurrent(1)
                    .maxWaiting(2)
                    .maxWait(SECOND)
                    .timer(timer)
                    .build();

    @Test
    void whoeverHasTheAnswer_findsThePermitFree() {
        Bulkhead narrow = Bulkhead.of("narrow", 1);
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<Integer> seen =
                narrow.callAsync(() -> work).thenApply(result -> narrow.active());

        work.complete("fine");

        assertThat(seen).isCompletedWithValue(0);
    }

    /** https://github.com/ben-manes/caffeine/issues/625 */
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
        Retry retry = Retry.of("retry", RetryConfig.builder().backoff(Backoff.none()).build());
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
        CompletableFuture<String> answer = bulkhead.callAsync(() -> work);
        CompletableFuture<Integer> seen = answer.handle((result, thrown) -> bulkhead.active());

        answer.cancel(true);

        assertThat(work).isCancelled();
        assertThat(seen).isCompletedWithValue(0);
    }

    /**
     * The misuse table says so: work that must keep its permit returns a stage that can't be
     * cancelled.
     */
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
        Bulkhead wide =
                Bulkhead.builder("wide")
                        .maxConcurrent(3)
                        .maxWaiting(10_000)
                        .maxWait(Duration.ofMinutes(1))
                        .build();
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
