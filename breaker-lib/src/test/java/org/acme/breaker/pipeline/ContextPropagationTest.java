package org.acme.breaker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.hedge.Hedge;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Pause;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.ManualTimer;
import org.junit.jupiter.api.Test;

class ContextPropagationTest {

    private static final Duration WAIT = Duration.ofMillis(100);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final ThreadLocal<String> user = ThreadLocal.withInitial(() -> "nobody");
    private final List<String> seen = new ArrayList<>();
    private final List<CompletableFuture<String>> attempts = new ArrayList<>();

    private final ContextPropagation context =
            () -> {
                String callers = user.get();
                return task -> {
                    String before = user.get();
                    user.set(callers);
                    try {
                        task.run();
                    } finally {
                        user.set(before);
                    }
                };
            };

    private PipelineBuilder builder() {
        RetryConfig twice =
                RetryConfig.builder().maxAttempts(2).backoff(Backoff.fixed(WAIT)).build();
        return Pipeline.named("p")
                .time(ticker, timer)
                .retry(Retry.of("y", twice, ticker, Pause.sleeping(), timer))
                .context(context);
    }

    private CompletableFuture<String> attempt() {
        seen.add("attempt of " + user.get());
        CompletableFuture<String> next = new CompletableFuture<>();
        attempts.add(next);
        return next;
    }

    @Test
    void laterAttempts_andContinuations_runInTheContextOfTheCaller() {
        user.set("alice");
        CompletableFuture<String> answer = builder().build().callAsync(this::attempt);
        answer.thenRun(() -> seen.add("continuation of " + user.get()));
        user.set("bob");

        attempts.get(0).completeExceptionally(new IOException("down"));
        timer.advance(WAIT);
        attempts.get(1).complete("fine");

        assertThat(seen)
                .containsExactly("attempt of alice", "attempt of alice", "continuation of alice");
        assertThat(user.get()).isEqualTo("bob");
        assertThat(answer).isCompletedWithValue("fine");
    }

    @Test
    void hedgedBlockingCall_runsInTheContextOfTheCaller() {
        user.set("alice");
        Pipeline pipeline =
                Pipeline.named("p")
                        .hedge(
                                Hedge.builder("h")
                                        .executor(
                                                task -> {
                                                    user.set("worker");
                                                    task.run();
                                                })
                                        .timer(timer)
                                        .build())
                        .context(context)
                        .build();

        assertThat(pipeline.<String, RuntimeException>call(user::get)).isEqualTo("alice");
    }

    @Test
    void contextThatCannotBeCaptured_failsTheCall() {
        Pipeline pipeline =
                Pipeline.named("p")
                        .context(
                                () -> {
                                    throw new IllegalStateException("no context");
                                })
                        .build();

        CompletableFuture<String> answer = pipeline.callAsync(this::attempt);

        assertThatThrownBy(answer::get).hasRootCauseMessage("no context");
        assertThat(attempts).isEmpty();
    }

    @Test
    void contextThatCannotBeRestored_losesNoAnswer() {
        Pipeline pipeline =
                Pipeline.named("p")
                        .context(
                                () ->
                                        task -> {
                                            if (!attempts.isEmpty()) {
                                                throw new IllegalStateException("gone");
                                            }
                                            task.run();
                                        })
                        .build();

        CompletableFuture<String> answer = pipeline.callAsync(this::attempt);
        attempts.get(0).complete("fine");

        assertThat(Objects.requireNonNull(answer)).isCompletedWithValue("fine");
    }
}
