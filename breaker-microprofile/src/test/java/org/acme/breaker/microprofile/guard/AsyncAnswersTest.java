package org.acme.breaker.microprofile.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.DeadlineExceededException;
import org.acme.breaker.timeout.Timer;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer always ends, and releases and counts before it completes. */
class AsyncAnswersTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /** What is due by time; the test decides when. */
    private final BlockingQueue<Runnable> due = new LinkedBlockingQueue<>();

    private final Timer timer =
            (task, nanos) -> {
                due.add(task);
                return () -> {};
            };
    private final Bulkhead bulkhead =
            Bulkhead.builder("test")
                    .maxConcurrent(1)
                    .maxWaiting(1)
                    .endlessWait()
                    .timer(timer)
                    .build();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger counted = new AtomicInteger();
    private final CallMetrics metrics =
            new CallMetrics() {
                @Override
                public void called(boolean failed, FallbackUse fallback) {
                    counted.incrementAndGet();
                }

                @Override
                public void waits() {
                    waiting.incrementAndGet();
                }

                @Override
                public void waitsNoMore() {
                    waiting.decrementAndGet();
                }
            };
    private final CompletableFuture<Object> work = new CompletableFuture<>();

    private AsyncGuard guard(@Nullable CircuitBreaker breaker, CallMetrics measured) {
        return new AsyncGuard(
                new Parts("test", breaker, null, null, null),
                bulkhead,
                new StageShape(),
                Runnable::run,
                Runnable::run,
                InvocationContext::proceed,
                new LazyMetrics(() -> measured));
    }

    @SuppressWarnings("unchecked")
    private static CompletableFuture<Object> start(
            AsyncGuard guard, Callable<@Nullable Object> body) {
        return (CompletableFuture<Object>)
                Objects.requireNonNull(guard.call(new StubCall(body)), "answer");
    }

    @Test
    void deadlineThatPassesInTheQueue_endsTheAnswer_andNobodyWaits() throws Exception {
        AsyncGuard guard = guard(null, metrics);
        start(guard, () -> work);
        CompletableFuture<Object> queued =
                Deadline.after(HOUR).call(() -> start(guard, CompletableFuture::new));
        assertThat(waiting).hasValue(1);

        Objects.requireNonNull(due.poll(), "end of the wait").run();

        assertThatThrownBy(() -> queued.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(BulkheadException.class);
        assertThat(waiting).hasValue(0);
    }

    @Test
    void callerThatEndsAQueuedCall_findsItsPlaceInTheQueueFree() throws Exception {
        AsyncGuard guard = guard(null, metrics);
        start(guard, () -> work);
        CompletableFuture<Object> queued = start(guard, CompletableFuture::new);
        CompletableFuture<Object> next =
                queued.thenCompose(
                        mine -> start(guard, () -> CompletableFuture.completedFuture("next")));

        queued.complete("mine");
        work.complete("done");

        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("next");
    }

    static Stream<Consumer<CompletableFuture<Object>>> endsOfTheCaller() {
        return Stream.of(
                answer -> answer.complete("mine"),
                answer -> answer.completeExceptionally(new IllegalStateException("mine")),
                answer -> answer.cancel(true),
                answer -> answer.obtrudeValue("mine"),
                answer -> answer.obtrudeException(new IllegalStateException("mine")),
                answer -> answer.completeAsync(() -> "mine", Runnable::run));
    }

    @ParameterizedTest
    @MethodSource("endsOfTheCaller")
    void callerThatEndsTheAnswer_endsTheWork_andIsCountedFirst(
            Consumer<CompletableFuture<Object>> end) {
        AsyncGuard guard = guard(null, metrics);
        start(guard, () -> work);
        CompletableFuture<Object> queued = start(guard, CompletableFuture::new);
        AtomicReference<String> seen = new AtomicReference<>("nothing");
        CompletableFuture<Object> dependent =
                queued.whenComplete(
                        (result, thrown) ->
                                seen.set("waiting " + waiting + ", counted " + counted));

        end.accept(queued);

        assertThat(queued).isDone();
        assertThat(waiting).hasValue(0);
        assertThat(counted).hasValue(1);
        if (dependent.isDone()) {
            assertThat(seen).hasValue("waiting 0, counted 1");
        }
    }

    @Test
    void metricsThatAlwaysThrow_loseNeitherTheAnswerNorThePlace() throws Exception {
        CallMetrics broken =
                (CallMetrics)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {CallMetrics.class},
                                (proxy, method, arguments) -> {
                                    if (method.getName().equals("isOn")) {
                                        return true;
                                    }
                                    throw new IllegalStateException("no metrics");
                                });
        AsyncGuard guard = guard(null, broken);

        CompletableFuture<Object> answer = start(guard, () -> work);
        work.complete("fine");

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("fine");
        assertThat(bulkhead.active()).isZero();
    }

    @Test
    void callThatTheDeadlineOfItsCallerEnded_isNoFailureOfTheMethod() throws Exception {
        CircuitBreaker breaker = CircuitBreaker.of("test", CircuitBreakerConfig.defaults());
        AsyncGuard guard = guard(breaker, metrics);

        Deadline.after(HOUR)
                .call(
                        () ->
                                start(
                                        guard,
                                        () -> {
                                            throw new DeadlineExceededException(
                                                    "inner", Deadline.current());
                                        }));

        assertThat(breaker.snapshot().counts().calls()).isZero();
    }
}
