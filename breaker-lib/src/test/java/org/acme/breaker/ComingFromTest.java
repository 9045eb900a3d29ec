package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.chaos.Chaos;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.hedge.Hedge;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.retry.StopCondition;
import org.acme.breaker.timeout.Timeout;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;

/** The examples of docs/coming-from.md: compiled, run, and found on the page word by word. */
class ComingFromTest {

    private static final String ANSWER = "receipt of order-1";

    private interface Gateway {
        String charge(String order) throws IOException;

        CompletionStage<String> chargeLater(String order);
    }

    private final String order = "order-1";
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
            };

    @Test
    void pybreaker() throws IOException {
        CircuitBreaker database =
                CircuitBreaker.of(
                        "database",
                        CircuitBreakerConfig.builder()
                                .window(SlidingWindow.none())
                                .consecutiveFailures(5)
                                .openWait(Duration.ofSeconds(60))
                                .successThreshold(1)
                                .ignoreExceptions(IllegalArgumentException.class)
                                .build());
        String row = database.call(() -> gateway.charge(order));

        assertThat(row).isEqualTo(ANSWER);
    }

    @Test
    void tenacity() throws IOException {
        Retry retry =
                Retry.of(
                        "database",
                        RetryConfig.builder()
                                .maxAttempts(RetryConfig.ENDLESS)
                                .stopWhen(
                                        StopCondition.attempts(5)
                                                .and(StopCondition.after(Duration.ofSeconds(10))))
                                .backoff(
                                        Backoff.chain(
                                                Backoff.fixed(Duration.ofMillis(50)),
                                                Backoff.exponential(
                                                        Duration.ofMillis(200),
                                                        2,
                                                        Duration.ofSeconds(5))))
                                .build());
        String loaded = retry.call(() -> gateway.charge(order));

        assertThat(loaded).isEqualTo(ANSWER);
    }

    @Test
    void resilience4j() throws IOException {
        CircuitBreaker backend =
                CircuitBreaker.of(
                        "backend",
                        CircuitBreakerConfig.builder()
                                .window(SlidingWindow.lastCalls(100))
                                .minimumCalls(10)
                                .failureRateThreshold(50)
                                .slowCalls(Duration.ofSeconds(2), 100)
                                .openWait(Duration.ofSeconds(10))
                                .build());
        Pipeline decorated =
                Pipeline.named("backend")
                        .retry(Retry.of("backend", RetryConfig.defaults()))
                        .breaker(backend)
                        .bulkhead(Bulkhead.of("backend", 25))
                        .build();
        String recovered =
                decorated.call(
                        () -> gateway.charge(order),
                        Fallback.<String>none().orElseValue("recovery", "Hello from recovery"));

        assertThat(recovered).isEqualTo(ANSWER);
    }

    @Test
    void polly() throws IOException {
        Chaos chaos =
                Chaos.builder("things")
                        .faults(2, () -> new IllegalStateException("chaos"))
                        .latency(5, Duration.ofSeconds(1))
                        .build();
        Pipeline things =
                Pipeline.named("things")
                        .deadline(Duration.ofSeconds(10))
                        .retry(Retry.of("things", RetryConfig.builder().maxAttempts(3).build()))
                        .hedge(Hedge.builder("things").delay(Duration.ofSeconds(1)).build())
                        .timeout(Timeout.of("things", Duration.ofSeconds(2)))
                        .chaos(chaos)
                        .build();
        CompletableFuture<String> found = things.callAsync(() -> gateway.chargeLater(order));

        assertThat(found.join()).isEqualTo(ANSWER);
    }

    @Test
    void gobreaker() throws IOException {
        CircuitBreaker http =
                CircuitBreaker.of(
                        "HTTP GET",
                        CircuitBreakerConfig.builder()
                                .openWhen(
                                        counts ->
                                                counts.calls() >= 3 && counts.failureRatio() >= 0.6)
                                .openWait(Duration.ofSeconds(60))
                                .build());
        String body = http.call(() -> gateway.charge(order));

        assertThat(body).isEqualTo(ANSWER);
    }

    @Test
    void opossum() throws IOException {
        CircuitBreaker fetch =
                CircuitBreaker.of(
                        "fetch",
                        CircuitBreakerConfig.builder()
                                .window(SlidingWindow.lastTime(Duration.ofSeconds(10), 10))
                                .failureRateThreshold(50)
                                .minimumCalls(5)
                                .openWait(Duration.ofSeconds(30))
                                .gracePeriod(Duration.ofSeconds(10))
                                .build());
        Pipeline fetching =
                Pipeline.named("fetch")
                        .breaker(fetch)
                        .timeout(Timeout.of("fetch", Duration.ofSeconds(3)))
                        .build();
        CompletableFuture<String> page =
                fetching.callAsync(
                        () -> gateway.chargeLater(order),
                        Fallback.<String>none()
                                .orElseValue("sorry", "Sorry, out of service right now"));

        assertThat(page.join()).isEqualTo(ANSWER);
    }

    @Test
    void hystrix() throws IOException {
        Pipeline command =
                Pipeline.named("HelloWorld")
                        .breaker(CircuitBreaker.of("HelloWorld", CircuitBreakerConfig.defaults()))
                        .timeout(Timeout.of("HelloWorld", Duration.ofSeconds(1)))
                        .bulkhead(Bulkhead.of("HelloWorld", 10))
                        .build();
        String hello =
                command.call(
                        () -> gateway.charge(order),
                        Fallback.<String>none()
                                .orElse("guest", thrown -> "Hello guest: " + thrown.getMessage()));

        assertThat(hello).isEqualTo(ANSWER);
    }

    @Test
    void everyExampleOfThePage_isInThisFile() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        String page = Files.readString(module.resolveSibling("docs/coming-from.md"));
        String source =
                Files.readString(
                        module.resolve("src/test/java/org/acme/breaker/ComingFromTest.java"));

        List<String> examples =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                        .matcher(page)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList();

        assertThat(examples).hasSize(7);
        assertThat(examples)
                .allSatisfy(example -> assertThat(squeeze(source)).contains(squeeze(example)));
    }

    private static String squeeze(String code) {
        return code.replaceAll("\\s+", "");
    }
}
