package org.acme.breaker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.internal.ForeignStage;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.junit.jupiter.api.Test;

/** Pipelines in which no part follows the stage of the attempt. */
class StageWithoutPartsTest {

    @Test
    void stageThatOnlySupportsWhenComplete_isStartedOnce_byARetryAlone() {
        Pipeline pipeline =
                Pipeline.named("payment")
                        .retry(Retry.of("payment", RetryConfig.defaults()))
                        .build();
        AtomicInteger started = new AtomicInteger();

        CompletableFuture<String> answer =
                pipeline.callAsync(
                        () -> {
                            started.incrementAndGet();
                            return ForeignStage.of(caller -> caller.accept("paid", null));
                        });

        assertThat(answer).isCompletedWithValue("paid");
        assertThat(started).hasValue(1);
    }

    @Test
    void emptyPipeline_keepsTheFutureOfUsersToThem() {
        CompletableFuture<String> work = new CompletableFuture<>();

        CompletableFuture<String> answer = Pipeline.named("payment").build().callAsync(() -> work);

        assertThat(answer).isNotSameAs(work);
        answer.obtrudeValue("of the caller");
        assertThat(work).isCancelled();
    }
}
