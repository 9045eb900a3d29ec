package org.acme.breaker.quarkus.mutiny;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.junit.jupiter.api.Test;

class UniCallsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final CircuitBreaker breaker =
            CircuitBreaker.of("payment", CircuitBreakerConfig.builder().minimumCalls(2).build());
    private final Pipeline pipeline =
            Pipeline.named("payment")
                    .breaker(breaker)
                    .retry(
                            Retry.of(
                                    "payment",
                                    RetryConfig.builder()
                                            .maxAttempts(2)
                                            .backoff(Backoff.none())
                                            .build()))
                    .build();
    private final AtomicInteger calls = new AtomicInteger();

    private Uni<String> failing() {
        return Uni.createFrom()
                .failure(
                        () -> {
                            calls.incrementAndGet();
                            return new IllegalStateException("down");
                        });
    }

    @Test
    void item_passes_andNothingIsCalledBeforeTheSubscription() {
        Uni<Integer> call =
                UniCalls.call(pipeline, () -> Uni.createFrom().item(calls::incrementAndGet));
        assertThat(calls).hasValue(0);

        assertThat(call.await().atMost(SOON)).isEqualTo(1);
        assertThat(call.await().atMost(SOON)).isEqualTo(2);
    }

    @Test
    void failure_isTriedAgain_counted_andRefusedOnceOpen() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> UniCalls.call(pipeline, this::failing).await().atMost(SOON));
        assertThat(calls).hasValue(2);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);

        assertThatExceptionOfType(CallNotPermittedException.class)
                .isThrownBy(() -> UniCalls.call(pipeline, this::failing).await().atMost(SOON));
        assertThat(calls).hasValue(2);
    }

    @Test
    void fallback_answersWhereTheCallFails() {
        Fallback<String> fallback = Fallback.<String>none().orElseValue("cached", "from cache");

        assertThat(UniCalls.call(pipeline, this::failing, fallback).await().atMost(SOON))
                .isEqualTo("from cache");
    }

    @Test
    void cancelling_endsTheWork_andCountsForNothing() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Uni<String> never =
                Uni.createFrom()
                        .<String>nothing()
                        .onCancellation()
                        .invoke(() -> cancelled.set(true));

        UniCalls.call(pipeline, () -> never).subscribe().with(item -> {}, thrown -> {}).cancel();

        assertThat(cancelled).isTrue();
        assertThat(breaker.snapshot().counts().calls()).isZero();
    }

    @Test
    void bodyThatThrowsOrAnswersNull_isAFailureLikeAnyOther() {
        Uni<String> throwing =
                UniCalls.call(
                        pipeline,
                        () -> {
                            calls.incrementAndGet();
                            throw new IllegalStateException("no connection");
                        });
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> throwing.await().atMost(SOON));
        assertThat(calls).hasValue(2);
    }

    @Test
    void mutinyContextOfTheCaller_reachesEachAttempt() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Uni<String> asking =
                Uni.createFrom()
                        .context(
                                context -> {
                                    seen.add(context.get("user"));
                                    return Uni.createFrom()
                                            .failure(new IllegalStateException("down"));
                                });

        UniCalls.call(pipeline, () -> asking)
                .onFailure()
                .recoverWithItem("down")
                .awaitUsing(Context.of("user", "alice"))
                .atMost(SOON);

        assertThat(seen).containsExactly("alice", "alice");
    }

    @Test
    @SuppressWarnings("NullAway") // what is refused
    void callWithoutABody_isRefusedAtOnce() {
        assertThatNullPointerException()
                .isThrownBy(() -> UniCalls.<String>call(pipeline, null))
                .withMessage("body");
    }
}
