package org.acme.breaker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.ManualTimer;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StrategyTest {

    private final List<String> log = new ArrayList<>();
    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final CircuitBreaker breaker =
            CircuitBreaker.of("b", CircuitBreakerConfig.defaults(), ticker);
    private final Bulkhead places = Bulkhead.of("b", 1);
    private int failuresLeft;

    /** Writes down when calls come and go. */
    private final class Logging implements Strategy {
        private final String name;

        Logging(String name) {
            this.name = name;
        }

        @Override
        public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> next)
                throws E {
            log.add(name + " in, " + places.active() + " in flight");
            try {
                return next.call();
            } finally {
                log.add(name + " out");
            }
        }

        @Override
        public <T extends @Nullable Object> CompletionStage<T> callAsync(
                Supplier<? extends CompletionStage<T>> next) {
            log.add(name + " in, " + places.active() + " in flight");
            return next.get();
        }
    }

    private PipelineBuilder builder() {
        Retry retry =
                Retry.of("y", RetryConfig.builder().maxAttempts(2).backoff(Backoff.none()).build());
        return Pipeline.named("p")
                .time(ticker, timer)
                .retry(retry)
                .breaker(breaker)
                .bulkhead(places);
    }

    private String attempt() throws IOException {
        log.add("call");
        if (failuresLeft-- > 0) {
            throw new IOException("planned");
        }
        return "fine";
    }

    @Test
    void strategy_meetsEveryAttempt_whereItIsPlaced() throws IOException {
        failuresLeft = 1;
        Pipeline pipeline =
                builder()
                        .after(PipelinePart.BULKHEAD, new Logging("inner"))
                        .before(PipelinePart.RETRY, new Logging("outer"))
                        .before(PipelinePart.BREAKER, new Logging("attempt"))
                        .build();

        assertThat(pipeline.call(this::attempt)).isEqualTo("fine");

        String attempt =
                "attempt in, 0 in flight|inner in, 1 in flight|call|inner out|attempt out|";
        assertThat(log)
                .containsExactly(
                        ("outer in, 0 in flight|" + attempt + attempt + "outer out").split("\\|"));
        assertThat(breaker.snapshot().counts()).isEqualTo(new Counts(2, 1, 0));
    }

    @Test
    void severalAtOnePlace_areOutermostFirst() throws IOException {
        Pipeline pipeline =
                builder()
                        .before(PipelinePart.HEDGE, new Logging("first"))
                        .after(PipelinePart.RETRY, new Logging("second"))
                        .build();

        pipeline.call(this::attempt);

        assertThat(log)
                .containsExactly(
                        "first in, 0 in flight",
                        "second in, 0 in flight",
                        "call",
                        "second out",
                        "first out");
    }

    @ParameterizedTest
    @EnumSource
    void asynchronousCall_passesEveryPlace(PipelinePart part) {
        Pipeline pipeline =
                builder().before(part, new Logging("s")).after(part, new Logging("t")).build();

        CompletableFuture<String> answer =
                pipeline.callAsync(() -> CompletableFuture.completedFuture("fine"));

        assertThat(answer).isCompletedWithValue("fine");
        assertThat(log).hasSize(2);
        assertThat(places.active()).isZero();
        assertThat(breaker.snapshot().counts().calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyPart_isFoundAndWorks_whereverAStrategyIs(PipelinePart part) {
        Pipeline pipeline = builder().before(part, new Logging("s")).build();

        assertThat(
                        Stream.of(pipeline.breaker(), pipeline.bulkhead(), pipeline.retry())
                                .flatMap(found -> found.stream())
                                .collect(Collectors.toList()))
                .hasSize(3);
        assertThat(pipeline.hedge()).isEmpty();
        assertThat(pipeline.<Integer, RuntimeException>call(places::active)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void deadline_reachesTheCall_andIsItsTimeout_whereverAStrategyIs(PipelinePart part) {
        Duration deadline = Duration.ofMillis(800);
        Pipeline pipeline = builder().deadline(deadline).before(part, new Logging("s")).build();

        assertThat(pipeline.<Long, RuntimeException>call(() -> Deadline.current().remainingNanos()))
                .isEqualTo(deadline.toNanos());
        CompletableFuture<String> hangs = pipeline.callAsync(CompletableFuture::new);
        timer.advance(deadline);

        assertThatThrownBy(hangs::get).hasCauseInstanceOf(CallTimeoutException.class);
        assertThat(breaker.snapshot().counts()).isEqualTo(new Counts(2, 1, 0));
        assertThat(pipeline.timeout()).isEmpty();
    }

    @Test
    void strategyThatThrows_isAFailureForThePartsOutside() {
        Strategy broken =
                new Strategy() {
                    @Override
                    public <T extends @Nullable Object, E extends Exception> T call(
                            CheckedCall<T, E> next) {
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public <T extends @Nullable Object> CompletionStage<T> callAsync(
                            Supplier<? extends CompletionStage<T>> next) {
                        throw new IllegalStateException("broken");
                    }
                };
        Pipeline pipeline =
                Pipeline.named("p")
                        .breaker(breaker)
                        .timeout(Timeout.of("t", Duration.ofMillis(50), timer))
                        .after(PipelinePart.BREAKER, broken)
                        .build();

        assertThatThrownBy(() -> pipeline.call(this::attempt)).hasMessage("broken");
        assertThat(pipeline.callAsync(CompletableFuture::new)).isCompletedExceptionally();
        assertThat(breaker.snapshot().counts()).isEqualTo(new Counts(2, 2, 0));
    }
}
