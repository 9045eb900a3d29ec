package org.acme.breaker.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.NotRecorded;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.ManualTimer;
import org.acme.breaker.timeout.Timeout;
import org.junit.jupiter.api.Test;

/** Which failure is answered by which rule, and what becomes of the failure. */
class FallbackTest {

    private final List<String> used = new ArrayList<>();
    private final Fallback<String> fallback =
            Fallback.<String>none()
                    .orOn(FileNotFoundException.class, "missing", gone -> "empty")
                    .orWhen(thrown -> "busy".equals(thrown.getMessage()), "busy", t -> "later")
                    .orElseValue("default", "sorry")
                    .onUse(used::add);

    private String after(Throwable thrown) throws Exception {
        return fallback.call(
                () -> {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) thrown;
                });
    }

    @Test
    void success_needsNoFallback() {
        assertThat(fallback.call(() -> "fine")).isEqualTo("fine");
        assertThat(used).isEmpty();
    }

    @Test
    void firstRuleThatMatches_answers() throws Exception {
        assertThat(after(new FileNotFoundException("busy"))).isEqualTo("empty");
        assertThat(after(new IOException("busy"))).isEqualTo("later");
        assertThat(after(new IOException("down"))).isEqualTo("sorry");
        assertThat(used).containsExactly("missing", "busy", "default");
    }

    @Test
    void error_isNotAnsweredByTheDefault() {
        assertThatThrownBy(() -> after(new StackOverflowError()))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void noRule_throwsWhatWasThrown() {
        assertThatThrownBy(
                        () ->
                                Fallback.<String>none()
                                        .call(
                                                () -> {
                                                    throw new IOException("down");
                                                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void fallbackThatFails_remembersWhatItStoodInFor() {
        Fallback<String> broken =
                Fallback.<String>none()
                        .orElse(
                                "broken",
                                thrown -> {
                                    throw new IllegalStateException("no cache");
                                });

        assertThatThrownBy(
                        () ->
                                broken.call(
                                        () -> {
                                            throw new IOException("down");
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(
                        thrown ->
                                assertThat(thrown.getSuppressed()[0])
                                        .isInstanceOf(IOException.class));
    }

    @Test
    void interrupt_thatIsAnswered_isKeptAsAFlag() throws Exception {
        assertThat(after(new InterruptedException())).isEqualTo("sorry");

        assertThat(Thread.interrupted()).isTrue();
    }

    /** https://github.com/resilience4j/resilience4j/issues/618 */
    @Test
    void fallbackThatIsRefused_remembersWhatItStoodInFor() {
        CircuitBreaker breaker = CircuitBreaker.of("b", CircuitBreakerConfig.defaults());
        breaker.forceOpen();
        Bulkhead bulkhead = Bulkhead.of("b", 1);
        assertThat(bulkhead.tryAcquire()).isNotNull();
        RateLimiter limiter =
                RateLimiter.builder("b").permits(1, Duration.ofDays(1)).burst(1).build();
        limiter.acquire();
        List<Function<Throwable, String>> refused =
                List.of(
                        thrown -> breaker.call(() -> "never"),
                        thrown -> bulkhead.call(() -> "never"),
                        thrown -> limiter.call(() -> "never"));
        for (Function<Throwable, String> second : refused) {
            Fallback<String> backup = Fallback.<String>none().orElse("backup", second);
            CompletableFuture<String> answer =
                    backup.callAsync(() -> CompletableFuture.failedFuture(new IOException("down")));

            assertThatThrownBy(() -> backup.call(FallbackTest::down))
                    .isInstanceOf(NotRecorded.class)
                    .satisfies(FallbackTest::rememberThePrimary);
            assertThatThrownBy(answer::join).cause().satisfies(FallbackTest::rememberThePrimary);
        }
    }

    private static void rememberThePrimary(Throwable thrown) {
        assertThat(thrown.getSuppressed()).hasSize(1);
        assertThat(thrown.getSuppressed()[0]).isInstanceOf(IOException.class).hasMessage("down");
    }

    @Test
    void failureOfAFuture_isAnsweredByItsCause() throws Exception {
        IOException busy = new IOException("busy");
        CompletableFuture<String> failed = CompletableFuture.failedFuture(busy);

        assertThat(fallback.call(failed::join)).isEqualTo("later");
        assertThat(fallback.call(failed::get)).isEqualTo("later");
        assertThatThrownBy(() -> Fallback.<String>none().call(failed::join))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void ruleThatTakesTooLong_isEndedByItsOwnTime() {
        ManualTicker ticker = new ManualTicker();
        ManualTimer timer = new ManualTimer(ticker);
        Duration limit = Duration.ofMillis(50);
        Fallback<String> slow =
                Fallback.<String>none()
                        .orElse(
                                "slow",
                                thrown -> {
                                    timer.advance(limit);
                                    return "late";
                                })
                        .within(Timeout.of("fallback", limit, timer));
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = slow.callAsync(() -> work);

        work.completeExceptionally(new IOException("down"));

        assertThatThrownBy(() -> slow.call(FallbackTest::down))
                .isInstanceOf(CallTimeoutException.class)
                .satisfies(FallbackTest::rememberThePrimary);
        assertThatThrownBy(answer::join)
                .cause()
                .isInstanceOf(CallTimeoutException.class)
                .satisfies(FallbackTest::rememberThePrimary);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(timer.pending()).isZero();
    }

    @Test
    void ruleInTime_answers_evenWhereTheCallersDeadlineIsOver() {
        ManualTicker ticker = new ManualTicker();
        ManualTimer timer = new ManualTimer(ticker);
        Fallback<String> bounded =
                fallback.within(Timeout.of("fallback", Duration.ofMillis(50), timer));
        Deadline over = Deadline.after(Duration.ofMillis(1), ticker);
        ticker.advance(Duration.ofMillis(1));

        assertThat(over.<String, RuntimeException>call(() -> bounded.call(this::tooLate)))
                .isEqualTo("sorry");
        assertThat(over.call(() -> bounded.callAsync(FallbackTest::downLater)))
                .isCompletedWithValue("sorry");
    }

    private static CompletableFuture<String> downLater() {
        return CompletableFuture.failedFuture(new IOException("down"));
    }

    private String tooLate() {
        throw new IllegalStateException("deadline");
    }

    @Test
    @SuppressWarnings({"NullAway", "NullableProblems", "DataFlowIssue"})
    void settings_areChecked() {
        assertThatThrownBy(() -> fallback.orElse("kind", null))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("fallback.answer must be a function, but is null");
        assertThatThrownBy(() -> fallback.orElse(null, thrown -> ""))
                .hasMessageContaining("fallback.kind");
        assertThatThrownBy(() -> fallback.orOn(null, "kind", thrown -> ""))
                .hasMessageContaining("fallback.type");
        assertThatThrownBy(() -> fallback.orWhen(null, "kind", thrown -> ""))
                .hasMessageContaining("fallback.matches");
        assertThatThrownBy(() -> fallback.onUse(null)).hasMessageContaining("fallback.listener");
        assertThatThrownBy(() -> fallback.within(null)).hasMessageContaining("fallback.within");
    }

    @Test
    void kinds_areThoseOfTheRules_inTheirOrder() {
        assertThat(fallback.orElseValue("busy", "again").kinds())
                .containsExactly("missing", "busy", "default");
        assertThat(Fallback.none().kinds()).isEmpty();
    }

    @Test
    void everyListener_isTold_whateverTheOthersThrow() throws Exception {
        List<String> told = new ArrayList<>();
        Fallback<String> heard =
                fallback.onUse(
                                kind -> {
                                    throw new AssertionError("bug");
                                })
                        .onUse(told::add);

        assertThat(heard.call(FallbackTest::down)).isEqualTo("sorry");

        assertThat(used).containsExactly("default");
        assertThat(told).containsExactly("default");
    }

    @Test
    void ruleThatThrows_doesNotMatch_andHidesNothing() throws Exception {
        Fallback<String> confused =
                Fallback.<String>none()
                        .orWhen(
                                thrown -> {
                                    throw new IllegalStateException("bug");
                                },
                                "confused",
                                thrown -> "never");

        assertThatThrownBy(() -> confused.call(FallbackTest::down)).isInstanceOf(IOException.class);
        assertThat(confused.orElseValue("default", "sorry").call(FallbackTest::down))
                .isEqualTo("sorry");
    }

    private static String down() throws IOException {
        throw new IOException("down");
    }
}
