package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.acme.breaker.bulkhead.AdaptiveLimit;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.chaos.Chaos;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.hedge.Hedge;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.pipeline.PipelinePart;
import org.acme.breaker.pipeline.Strategy;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.DaemonTimer;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.window.SlidingWindow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The examples of docs/breaker.md: compiled, run, and found on the page word by word. */
class GuideTest {

    private interface Gateway {
        String charge(String order) throws IOException;

        CompletionStage<String> chargeLater(String order);

        CompletionStage<String> find(String sku);
    }

    private final String order = "order-1";
    private final List<String> log = new ArrayList<>();
    private final Gateway gateway =
            new Gateway() {
                @Override
                public String charge(String order) {
                    return "receipt of " + order;
                }

                @Override
                public CompletionStage<String> chargeLater(String order) {
                    return CompletableFuture.completedFuture(charge(order));
                }

                @Override
                public CompletionStage<String> find(String sku) {
                    return CompletableFuture.completedFuture("tea");
                }
            };

    @Test
    void aCall() throws IOException {
        CircuitBreaker payment = CircuitBreaker.of("payment", CircuitBreakerConfig.defaults());
        String receipt = payment.call(() -> gateway.charge(order));

        Permit permit = payment.acquire();
        try {
            permit.result(gateway.charge(order));
        } catch (IOException e) {
            permit.failure(e);
            throw e;
        }

        CompletableFuture<String> answer = payment.callAsync(() -> gateway.chargeLater(order));

        assertThat(receipt).isEqualTo("receipt of order-1");
        assertThat(answer).isCompletedWithValue(receipt);
        assertThat(payment.snapshot().counts().calls()).isEqualTo(3);
    }

    @Test
    void whileItRuns() {
        CircuitBreaker payment = CircuitBreaker.of("payment", settings());

        payment.configure(payment.config().toBuilder().failureRateThreshold(30).build());
        payment.onEvent(event -> log.add(event.toString()));
        Snapshot now = payment.snapshot();

        payment.forceOpen();
        assertThat(now.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(log).hasSize(1);
    }

    private static CircuitBreakerConfig settings() {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.builder()
                        .window(SlidingWindow.lastTime(Duration.ofSeconds(10)))
                        .minimumCalls(20)
                        .failureRateThreshold(50)
                        .slowCalls(Duration.ofSeconds(2), 80)
                        .hangingCalls(Duration.ofSeconds(4))
                        .openWait(
                                OpenDuration.exponential(
                                        Duration.ofSeconds(2), 2, Duration.ofMinutes(1), 0.2))
                        .permittedCallsInHalfOpen(2)
                        .successThreshold(5)
                        .probeTimeout(Duration.ofSeconds(3))
                        .ramp(Ramp.gentle(Duration.ofSeconds(5)))
                        .ignoreExceptions(IllegalArgumentException.class)
                        .build();
        return config;
    }

    @Test
    void manyHosts() {
        CircuitBreakerConfig config = settings();

        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(config);
        CircuitBreaker host = registry.breaker("inventory@10.0.0.7");
        registry.retireIdle(Duration.ofMinutes(10));

        assertThat(host.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void thePipeline() throws IOException {
        CircuitBreaker payment = CircuitBreaker.of("payment", CircuitBreakerConfig.defaults());

        Pipeline pipeline =
                Pipeline.named("payment")
                        .deadline(Duration.ofMillis(800))
                        .retry(Retry.of("payment", RetryConfig.builder().maxAttempts(2).build()))
                        .breaker(payment)
                        .timeout(Timeout.of("payment", Duration.ofMillis(250)))
                        .bulkhead(Bulkhead.of("payment", 8))
                        .build();
        Fallback<String> pending =
                Fallback.<String>none().orElseValue("pending", "we will charge later");
        String outcome = pipeline.call(() -> gateway.charge(order), pending);

        payment.forceOpen();
        assertThat(outcome).isEqualTo("receipt of order-1");
        assertThat(pipeline.call(() -> gateway.charge(order), pending))
                .isEqualTo("we will charge later");
    }

    @Test
    void theFallbacksOwnTime() throws IOException {
        Fallback<String> pending = Fallback.<String>none().orElseValue("pending", "later");
        Fallback<String> bounded = pending.within(Timeout.of("fallback", Duration.ofMillis(50)));

        assertThat(bounded.call(() -> gateway.charge(order))).isEqualTo("receipt of order-1");
    }

    @Test
    void aTimerWithAnExecutor() throws IOException {
        Executor executor = Runnable::run;
        DaemonTimer timer = DaemonTimer.named("payment", executor);
        Timeout timeout = Timeout.of("payment", Duration.ofMillis(250), timer);

        try (timer) {
            assertThat(timeout.call(() -> gateway.charge(order))).isEqualTo("receipt of order-1");
        }
    }

    @Test
    void theBulkhead() {
        Bulkhead bulkhead =
                Bulkhead.builder("payment")
                        .maxConcurrent(8)
                        .maxWaiting(20)
                        .maxWait(Duration.ofMillis(100))
                        .build();

        assertThat(bulkhead.<Integer, RuntimeException>call(bulkhead::active)).isEqualTo(1);
    }

    @Test
    void theAdaptiveBulkhead() {
        Bulkhead bank =
                Bulkhead.builder("bank")
                        .adaptive(AdaptiveLimit.builder().min(4).max(64).initial(8).build())
                        .build();

        assertThat(bank.<Integer, RuntimeException>call(bank::maxConcurrent)).isEqualTo(8);
    }

    @Test
    void aHedge() {
        CircuitBreaker payment = CircuitBreaker.of("payment", CircuitBreakerConfig.defaults());

        Pipeline lookups =
                Pipeline.named("product")
                        .hedge(
                                Hedge.builder("product")
                                        .delay(Duration.ofMillis(80))
                                        .budget(10, 20)
                                        .build())
                        .breaker(payment)
                        .timeout(Timeout.of("product", Duration.ofMillis(400)))
                        .build();
        CompletableFuture<String> product = lookups.callAsync(() -> gateway.find("TEA-001"));

        assertThat(product.join()).isEqualTo("tea");
    }

    @Test
    void someChaos() {
        Chaos chaos =
                Chaos.builder("payment")
                        .faults(5, () -> new IOException("chaos"))
                        .latency(10, Duration.ofMillis(300))
                        .seed(42)
                        .build();
        chaos.enable();

        assertThat(chaos.isEnabled()).isTrue();
    }

    private final class LogCalls implements Strategy {
        @Override
        public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> next)
                throws E {
            log.add("call");
            return next.call();
        }

        @Override
        public <T extends @Nullable Object> CompletionStage<T> callAsync(
                Supplier<? extends CompletionStage<T>> next) {
            log.add("call");
            return next.get();
        }
    }

    @Test
    void aStrategy() throws IOException {
        Pipeline logged =
                Pipeline.named("payment").before(PipelinePart.RETRY, new LogCalls()).build();

        assertThat(logged.call(() -> gateway.charge(order))).isEqualTo("receipt of order-1");
        assertThat(log).containsExactly("call");
    }

    @Test
    void whatIsLeftOfTheDeadline() throws IOException {
        Map<String, String> headers = new HashMap<>();
        Pipeline pipeline = Pipeline.named("payment").deadline(Duration.ofMillis(800)).build();

        String receipt =
                pipeline.call(
                        () -> {
                            long millis = Deadline.current().remainingNanos() / 1_000_000;
                            headers.put("X-Deadline-Ms", Long.toString(millis));
                            return gateway.charge(order);
                        });

        assertThat(receipt).isEqualTo("receipt of order-1");
        assertThat(Long.parseLong(Objects.requireNonNull(headers.get("X-Deadline-Ms"))))
                .isBetween(0L, 800L);
    }

    @Test
    void everyExampleOfThePage_isInThisFile() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        String page = Files.readString(module.resolveSibling("docs/breaker.md"));
        String source =
                Files.readString(module.resolve("src/test/java/org/acme/breaker/GuideTest.java"));

        List<String> examples =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                        .matcher(page)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList();

        assertThat(examples).hasSize(15);
        assertThat(examples)
                .allSatisfy(example -> assertThat(squeeze(source)).contains(squeeze(example)));
    }

    private static String squeeze(String code) {
        return code.replaceAll("\\s+", "");
    }
}
