package org.acme.breaker.microprofile.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.timeout.Timer;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of asynchronous calls that are given up, queued, or late. */
class AsyncGuardTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void letGo() {
        release.countDown();
        threads.shutdownNow();
    }

    private AsyncGuard guard(
            @Nullable Bulkhead bulkhead, @Nullable Retry retry, @Nullable Timeout timeout) {
        return new AsyncGuard(
                new Parts("test", null, retry, timeout, null),
                bulkhead,
                new FutureShape(),
                threads,
                threads,
                InvocationContext::proceed,
                new LazyMetrics(() -> CallMetrics.NONE));
    }

    private static Future<?> start(AsyncGuard guard, Callable<@Nullable Object> body) {
        Object answer = guard.call(new StubCall(body));
        assertThat(answer).isInstanceOf(Future.class);
        return (Future<?>) Objects.requireNonNull(answer);
    }

    private Object hang() throws InterruptedException {
        calls.incrementAndGet();
        begun.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            interrupted.set(true);
            throw e;
        }
        return CompletableFuture.completedFuture("fine");
    }

    /** As {@link #hang}, deaf to interrupts. */
    private Object hangStubbornly() {
        boolean free = false;
        while (!free) {
            try {
                hang();
                free = true;
            } catch (InterruptedException e) {
                calls.decrementAndGet();
            }
        }
        return CompletableFuture.completedFuture("fine");
    }

    @Test
    void cancel_interrupts_andIsNotRetried() throws Exception {
        Retry retry = Retry.of("test", RetryConfig.builder().backoff(Backoff.none()).build());
        Future<?> answer = start(guard(null, retry, null), this::hang);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(answer.cancel(true)).isTrue();

        await().untilTrue(interrupted);
        assertThat(answer.isCancelled()).isTrue();
        assertThatThrownBy(answer::get).isInstanceOf(CancellationException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void cancelWithoutInterrupt_leavesTheThreadAlone_andItsPlaceTaken() throws Exception {
        Bulkhead bulkhead =
                Bulkhead.builder("test")
                        .maxConcurrent(1)
                        .maxWaiting(1)
                        .endlessWait()
                        .timer(Timer.shared())
                        .build();
        AsyncGuard guard = guard(bulkhead, null, null);
        Future<?> first = start(guard, this::hang);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        Future<?> second = start(guard, () -> CompletableFuture.completedFuture("second"));

        first.cancel(false);

        assertThat(first.isDone()).isTrue();
        assertThat(bulkhead.active()).isEqualTo(1);
        assertThat(second.isDone()).isFalse();
        release.countDown();
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(interrupted).isFalse();
    }

    @Test
    void cancelledWhileInLine_neverBegins_andMakesRoom() throws Exception {
        Bulkhead bulkhead =
                Bulkhead.builder("test")
                        .maxConcurrent(1)
                        .maxWaiting(1)
                        .endlessWait()
                        .timer(Timer.shared())
                        .build();
        AsyncGuard guard = guard(bulkhead, null, null);
        start(guard, this::hang);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        Future<?> waiting = start(guard, this::hang);
        assertThatThrownBy(() -> start(guard, this::hang).get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(BulkheadException.class);

        waiting.cancel(true);

        assertThat(bulkhead.waiting()).isZero();
        release.countDown();
        await().until(() -> bulkhead.active() == 0);
        assertThat(calls).hasValue(1);
    }

    @Test
    void lateCall_keepsItsPlaceUntilItHasReallyEnded() throws Exception {
        Bulkhead bulkhead =
                Bulkhead.builder("test")
                        .maxConcurrent(1)
                        .maxWaiting(1)
                        .endlessWait()
                        .timer(Timer.shared())
                        .build();
        Timeout timeout =
                Timeout.of("test", Duration.ofSeconds(2))
                        .failingWith(() -> new IllegalStateException("too late"));
        AsyncGuard guard = guard(bulkhead, null, timeout);

        Future<?> answer = start(guard, this::hangStubbornly);
        // What hasn't begun when its time is over never begins, and holds no place.
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(bulkhead.active()).isEqualTo(1);
        release.countDown();
        await().until(() -> bulkhead.active() == 0);
    }
}
