package org.acme.breaker.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.acme.breaker.Ticker;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The library's own timer: on time whatever code of users does, with a bounded number of threads.
 */
class DaemonTimerTest {

    private static final Duration SOON = Duration.ofMillis(1);

    private final DaemonTimer timer = DaemonTimer.named("test-timer");
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void endsAllThreads() {
        released.countDown();
        timer.close();
        await().until(() -> !timer.isRunning() && timer.continuationThreads() == 0);
    }

    /** Times out, and its caller's exception factory doesn't come back. */
    private CompletableFuture<String> blocks() {
        return Timeout.of("payment", SOON, timer)
                .failingWith(
                        () -> {
                            awaitRelease();
                            return new IllegalStateException("too late");
                        })
                .callAsync(CompletableFuture::new, Deadline.none());
    }

    private CompletableFuture<String> timesOut(DaemonTimer on) {
        return Timeout.of("payment", SOON, on).callAsync(CompletableFuture::new, Deadline.none());
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String threadOf(CompletableFuture<String> answer) {
        return answer.handle((result, thrown) -> Thread.currentThread().getName()).join();
    }

    /** https://github.com/failsafe-lib/failsafe/issues/207 */
    @Test
    void blockedCommonPool_delaysNoTimeout() {
        int everyThread = ForkJoinPool.getCommonPoolParallelism() + 1;
        for (int i = 0; i < everyThread; i++) {
            ForkJoinPool.commonPool().execute(this::awaitRelease);
        }

        CompletableFuture<String> answer = timesOut(timer);

        assertThatThrownBy(() -> answer.get(1, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CallTimeoutException.class);
    }

    /** https://github.com/failsafe-lib/failsafe/issues/257 */
    @Test
    void codeThatBlocksAfterATimeout_delaysNoOtherTimeout() {
        CompletableFuture<String> slow = blocks();

        for (int i = 0; i < 10; i++) {
            await().until(timesOut(timer)::isDone);
        }

        assertThat(slow).isNotDone();
    }

    /** https://github.com/resilience4j/resilience4j/issues/1379 */
    @Test
    void manyTimeouts_startFewThreads() {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(timesOut(timer));
        }

        await().until(() -> answers.stream().allMatch(CompletableFuture::isDone));

        assertThat(timer.continuationThreads()).isBetween(1, ContinuationThreads.MOST_THREADS);
    }

    @Test
    void threadsThatAreAllBlocked_areNotJoinedByMore_andLaterAnswersWaitInLine() {
        List<CompletableFuture<?>> blocked = new ArrayList<>();
        for (int i = 0; i < 3 * ContinuationThreads.MOST_THREADS; i++) {
            blocked.add(blocks());
        }
        await().until(() -> timer.continuationThreads() == ContinuationThreads.MOST_THREADS);
        Timeout blocking = Timeout.of("blocking", SOON, timer);

        assertThatThrownBy(
                        () -> blocking.call(() -> new CountDownLatch(1).await(1, TimeUnit.MINUTES)))
                .isInstanceOf(CallTimeoutException.class);
        assertThat(timer.continuationThreads()).isEqualTo(ContinuationThreads.MOST_THREADS);

        released.countDown();
        await().until(() -> blocked.stream().allMatch(CompletableFuture::isDone));
    }

    @Test
    void threadsThatAreAllBlocked_areReportedOnceInTheLog() {
        Logger log = Logger.getLogger(DaemonTimer.class.getName());
        Queue<String> warnings = new ConcurrentLinkedQueue<>();
        log.setFilter(line -> !warnings.add(line.getMessage()));
        List<CompletableFuture<?>> blocked = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * ContinuationThreads.MOST_THREADS; i++) {
                blocked.add(blocks());
            }

            await().until(() -> !warnings.isEmpty());
        } finally {
            released.countDown();
            await().until(() -> blocked.stream().allMatch(CompletableFuture::isDone));
            log.setFilter(null);
        }
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("All 32 threads test-timer-continuation-", "DaemonTimer.named(name");
    }

    @Test
    void codeOfUsers_neverRunsOnTheTimersThread() {
        List<String> threads = new ArrayList<>();
        Timeout timeout =
                Timeout.of("payment", SOON, timer)
                        .failingWith(
                                () -> {
                                    threads.add(Thread.currentThread().getName());
                                    return new IllegalStateException("too late");
                                });
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<Void> cancelled =
                work.handle((result, thrown) -> Thread.currentThread().getName())
                        .thenAccept(threads::add);

        CompletableFuture<String> answer = timeout.callAsync(() -> work, Deadline.none());

        assertThat(threadOf(answer)).doesNotMatch("test-timer");
        await().until(cancelled::isDone);
        assertThat(threads).isNotEmpty().doesNotContain("test-timer");
    }

    @Test
    void workThatCannotBeCancelledQuickly_holdsItsAnswerUpOnlyForAMoment() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<Void> stuck =
                work.handle((result, thrown) -> "cancelled").thenAccept(text -> awaitRelease());

        CompletableFuture<String> answer =
                Timeout.of("payment", SOON, timer).callAsync(() -> work, Deadline.none());

        await().until(answer::isDone);
        assertThat(stuck).isNotDone();
    }

    @Test
    void attemptsAfterAWait_runOnNoThreadOfTheCaller() {
        RetryConfig twice =
                RetryConfig.builder().maxAttempts(2).backoff(Backoff.fixed(SOON)).build();
        Retry retry = Retry.of("payment", twice, Ticker.system(), Pause.sleeping(), timer);
        List<String> threads = new ArrayList<>();

        CompletableFuture<String> answer =
                retry.callAsync(
                        () -> {
                            threads.add(Thread.currentThread().getName());
                            return threads.size() == 1
                                    ? CompletableFuture.failedFuture(new IllegalStateException())
                                    : CompletableFuture.completedFuture("fine");
                        });

        assertThat(answer.join()).isEqualTo("fine");
        assertThat(threads.get(1)).startsWith("test-timer-continuation");
    }

    @Test
    void givenExecutor_runsWhatFollows() {
        AtomicInteger executed = new AtomicInteger();
        DaemonTimer other =
                DaemonTimer.named(
                        "other",
                        task -> {
                            executed.incrementAndGet();
                            new Thread(task, "of the application").start();
                        });
        try (other) {
            await().until(timesOut(other)::isCompletedExceptionally);

            assertThat(executed).hasPositiveValue();
            assertThat(other.continuationThreads()).isZero();
        }
    }

    @Test
    void executorThatRefuses_isReplacedByTheTimersOwnThreads() {
        DaemonTimer other =
                DaemonTimer.named(
                        "other",
                        task -> {
                            throw new RejectedExecutionException("full");
                        });
        try (other) {
            await().until(timesOut(other)::isCompletedExceptionally);

            assertThat(other.continuationThreads()).isPositive();
        }
    }

    /** https://github.com/spring-projects/spring-security/issues/6856 */
    @Test
    void closedTimer_endsWhatHasBegun_andStartsNothing() {
        CompletableFuture<String> begun =
                Timeout.of("payment", Duration.ofMillis(50), timer)
                        .callAsync(CompletableFuture::new, Deadline.none());
        AtomicInteger started = new AtomicInteger();
        Supplier<CompletableFuture<String>> work =
                () -> {
                    started.incrementAndGet();
                    return new CompletableFuture<>();
                };

        timer.close();

        Timeout timeout = Timeout.of("payment", SOON, timer);
        assertThatThrownBy(timeout.callAsync(work, Deadline.none())::join)
                .hasCauseInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> timeout.call(work::get))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(started).hasValue(0);
        await().until(begun::isCompletedExceptionally);
    }

    @Test
    void retryWhoseTimerIsClosed_endsWithWhatTheLastAttemptThrew() {
        Retry retry =
                Retry.of(
                        "payment",
                        RetryConfig.builder().backoff(Backoff.fixed(SOON)).build(),
                        Ticker.system(),
                        Pause.sleeping(),
                        timer);
        timer.close();

        CompletableFuture<String> answer =
                retry.callAsync(
                        () -> CompletableFuture.failedFuture(new IllegalStateException("down")));

        assertThatThrownBy(answer::join).cause().hasMessage("down");
    }

    @Test
    void sharedTimer_worksOnAfterItHasBeenClosed() {
        DaemonTimer.shared().close();

        await().until(timesOut(DaemonTimer.shared())::isCompletedExceptionally);
    }
}
