package org.acme.breaker.quarkus.mutiny;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.acme.breaker.Ticker;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Deadline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where attempts begin and answers come, if the caller is on a Vert.x context. */
class VertxContextTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /** What an attempt sees. */
    private record Sight(@Nullable Context context, boolean eventLoop, boolean deadline) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<Sight> seen = new CopyOnWriteArrayList<>();
    private final Pipeline pipeline =
            Pipeline.named("payment")
                    .deadline(HOUR)
                    .retry(
                            Retry.of(
                                    "payment",
                                    RetryConfig.builder()
                                            .maxAttempts(3)
                                            .backoff(Backoff.fixed(Duration.ofMillis(1)))
                                            .build()))
                    .build();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Uni<String> failing() {
        seen.add(
                new Sight(
                        Vertx.currentContext(),
                        Context.isOnEventLoopThread(),
                        !Deadline.current().isNone()));
        return Uni.createFrom().failure(new IllegalStateException("down"));
    }

    private static Context duplicated(Vertx vertx) {
        return ((ContextInternal) vertx.getOrCreateContext()).duplicate();
    }

    private static CompletableFuture<@Nullable Throwable> failureOf(Uni<String> call) {
        CompletableFuture<@Nullable Throwable> failure = new CompletableFuture<>();
        call.subscribe().with(item -> failure.complete(null), failure::complete);
        return failure;
    }

    @Test
    void eachAttempt_beginsOnTheContextOfTheCaller_withTheDeadlineOfTheCall() throws Exception {
        Context caller = duplicated(vertx);
        CompletableFuture<@Nullable Throwable> failure = new CompletableFuture<>();

        caller.runOnContext(
                due ->
                        failureOf(UniCalls.call(pipeline, this::failing))
                                .thenAccept(failure::complete));

        assertThat(failure.get(30, TimeUnit.SECONDS)).hasMessage("down");
        Sight expected = new Sight(caller, true, true);
        assertThat(seen).containsExactly(expected, expected, expected);
    }

    @Test
    void eachAttempt_beginsOnAWorkerThread_ifTheCallDid() throws Exception {
        Context caller = duplicated(vertx);

        Supplier<CompletableFuture<@Nullable Throwable>> call =
                () -> failureOf(UniCalls.call(pipeline, this::failing));
        CompletableFuture<@Nullable Throwable> failure =
                caller.executeBlocking(call::get, false)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);

        assertThat(failure.get(30, TimeUnit.SECONDS)).hasMessage("down");
        Sight expected = new Sight(caller, false, true);
        assertThat(seen).containsExactly(expected, expected, expected);
    }

    /** https://github.com/resilience4j/resilience4j/issues/2198 is of this kind. */
    @Test
    void answerThatComesAfterVertxHasClosed_isNotLost() throws Exception {
        Vertx closing = Vertx.vertx();
        Context caller = duplicated(closing);
        CompletableFuture<String> late = new CompletableFuture<>();
        CompletableFuture<String> answer = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        caller.runOnContext(
                due -> {
                    UniCalls.call(pipeline, () -> Uni.createFrom().completionStage(late))
                            .subscribe()
                            .with(answer::complete, answer::completeExceptionally);
                    begun.countDown();
                });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        closing.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        late.complete("late");

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("late");
    }

    @Test
    void attemptThatIsCancelledBeforeItsTurnOnTheContext_isNotMade() throws Exception {
        BlockingQueue<Runnable> due = new LinkedBlockingQueue<>();
        Retry retry =
                Retry.of(
                        "payment",
                        RetryConfig.builder().backoff(Backoff.fixed(Duration.ofMillis(1))).build(),
                        Ticker.system(),
                        Pause.sleeping(),
                        (task, nanos) -> {
                            due.add(task);
                            return () -> {};
                        });
        Pipeline retrying = Pipeline.named("payment").retry(retry).build();
        Context caller = duplicated(vertx);
        CompletableFuture<Cancellable> begun = new CompletableFuture<>();
        CountDownLatch release = new CountDownLatch(1);
        caller.runOnContext(
                busy -> {
                    begun.complete(
                            UniCalls.call(retrying, this::failing)
                                    .subscribe()
                                    .with(item -> {}, thrown -> {}));
                    awaitQuietly(release);
                });
        Cancellable call = begun.get(30, TimeUnit.SECONDS);

        Objects.requireNonNull(due.poll(), "second attempt").run();
        call.cancel();
        release.countDown();

        CompletableFuture<String> later = new CompletableFuture<>();
        caller.runOnContext(after -> later.complete("later"));
        assertThat(later.get(30, TimeUnit.SECONDS)).isEqualTo("later");
        assertThat(seen).hasSize(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
