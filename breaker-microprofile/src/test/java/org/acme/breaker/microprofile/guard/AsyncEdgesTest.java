package org.acme.breaker.microprofile.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.timeout.Timer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What users' code may do to an asynchronous guard: one answer all the same, and no place is lost.
 */
class AsyncEdgesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Bulkhead bulkhead =
            Bulkhead.builder("test")
                    .maxConcurrent(1)
                    .maxWaiting(1)
                    .endlessWait()
                    .timer(Timer.shared())
                    .build();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private AsyncGuard guard(Executor worker, @Nullable Timeout timeout, CallMetrics metrics) {
        return new AsyncGuard(
                new Parts("test", null, null, timeout, null),
                bulkhead,
                new StageShape(),
                worker,
                worker,
                InvocationContext::proceed,
                new LazyMetrics(() -> metrics));
    }

    private static CompletableFuture<?> start(AsyncGuard guard, Callable<@Nullable Object> body) {
        Object answer = guard.call(new StubCall(body));
        assertThat(answer).isInstanceOf(CompletableFuture.class);
        return (CompletableFuture<?>) Objects.requireNonNull(answer);
    }

    private static CompletionStage<?> stageThatThrows() {
        return (CompletionStage<?>)
                Proxy.newProxyInstance(
                        AsyncEdgesTest.class.getClassLoader(),
                        new Class<?>[] {CompletionStage.class},
                        (proxy, method, arguments) -> {
                            throw new IllegalStateException("no callbacks here");
                        });
    }

    /** https://github.com/resilience4j/resilience4j/issues/2198 is of this kind. */
    @Test
    void stageThatRefusesCallbacks_isAFailure_andItsPlaceIsFree() {
        CompletableFuture<?> answer =
                start(guard(threads, null, CallMetrics.NONE), AsyncEdgesTest::stageThatThrows);

        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(bulkhead.active()).isZero();
    }

    @Test
    void executorThatFailsInItsOwnWay_isAFailure_andItsPlaceIsFree() {
        Executor broken =
                task -> {
                    throw new IllegalStateException("no thread");
                };

        CompletableFuture<?> answer =
                start(guard(broken, null, CallMetrics.NONE), CompletableFuture::new);

        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(bulkhead.active()).isZero();
    }

    /** Metrics are code of others, too. */
    @Test
    void metricsThatThrow_loseNoAnswer() throws Exception {
        CallMetrics broken =
                new CallMetrics() {
                    @Override
                    public void called(boolean failed, FallbackUse use) {
                        throw new IllegalStateException("no metrics");
                    }
                };

        CompletableFuture<?> answer =
                start(
                        guard(threads, null, broken),
                        () -> CompletableFuture.completedFuture("fine"));

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("fine");
    }

    /** https://github.com/resilience4j/resilience4j/issues/1847 is of this kind. */
    @Test
    void asynchronousMethod_seesTheTimeThatItsAttemptHas() throws Exception {
        AsyncGuard guard = guard(threads, Timeout.of("test", HOUR), CallMetrics.NONE);

        Object left =
                start(
                                guard,
                                () ->
                                        CompletableFuture.completedFuture(
                                                Deadline.current().remainingNanos()))
                        .get(30, TimeUnit.SECONDS);

        assertThat((Long) left).isPositive().isLessThanOrEqualTo(HOUR.toNanos());
    }

    @Test
    void deadlineAroundTheCall_isThatOfTheMethod() throws Exception {
        AsyncGuard guard = guard(threads, null, CallMetrics.NONE);

        CompletableFuture<?> answer =
                Deadline.after(HOUR)
                        .call(
                                () ->
                                        start(
                                                guard,
                                                () ->
                                                        CompletableFuture.completedFuture(
                                                                Deadline.current().isNone())));

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(false);
    }

    /** {@code orTimeout} and {@code completeOnTimeout} end an answer in this way. */
    @Test
    void callerThatEndsTheAnswerItself_endsTheWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletableFuture<?> answer =
                start(
                        guard(threads, null, CallMetrics.NONE),
                        () -> {
                            begun.countDown();
                            try {
                                return new CountDownLatch(1).await(1, TimeUnit.HOURS);
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                                throw e;
                            }
                        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        answer.completeExceptionally(new TimeoutException("of the caller"));

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** https://github.com/ben-manes/caffeine/issues/625 is of this kind. */
    @Test
    void callerWhoHasTheAnswer_findsThePlaceFree_andTheTimeMeasured() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("nothing");
        AtomicReference<String> measured = new AtomicReference<>("not measured");
        CallMetrics metrics =
                new CallMetrics() {
                    @Override
                    public boolean isOn() {
                        return true;
                    }

                    @Override
                    public void timed(long nanos, boolean timedOut) {
                        measured.set("measured");
                    }
                };
        CompletableFuture<String> work = new CompletableFuture<>();
        AsyncGuard guard = guard(Runnable::run, Timeout.of("test", HOUR), metrics);

        start(guard, () -> work)
                .whenComplete(
                        (value, thrown) -> seen.set(bulkhead.active() + ", " + measured.get()));
        work.complete("fine");

        assertThat(seen).hasValue("0, measured");
    }
}
