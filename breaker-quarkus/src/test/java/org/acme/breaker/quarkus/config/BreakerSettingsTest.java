package org.acme.breaker.quarkus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.HalfOpenEnd;
import org.acme.breaker.Mode;
import org.acme.breaker.Ticker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.hedge.Hedge;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerSettingsTest {

    private static CircuitBreakerConfig config(String... lines) {
        InheritedSettings layers = Properties.layers("payment", lines);
        CircuitBreakerConfig config = BreakerSettings.apply(layers).build();
        assertThat(layers.complaints()).isEmpty();
        return config;
    }

    private static List<String> complaints(String... lines) {
        return EverySetting.complaints(Properties.layers("payment", lines));
    }

    @Test
    void nothingWritten_isTheLibrarysDefault() {
        assertThat(SettingsTable.shown(config()))
                .isEqualTo(SettingsTable.shown(CircuitBreakerConfig.defaults()));
    }

    @Test
    void ownSetting_standsBeforeTheInheritedOne() {
        CircuitBreakerConfig config =
                config(
                        "breaker.default.minimum-calls=7",
                        "breaker.default.failure-rate-threshold=33.3",
                        "breaker.payment.minimum-calls=9",
                        "breaker.payment.mode=dry-run");

        assertThat(config.minimumCalls()).isEqualTo(9);
        assertThat(config.failureRateThreshold()).isEqualTo(33.3);
        assertThat(config.mode()).isEqualTo(Mode.DRY_RUN);
    }

    @Test
    void windowOfTheName_standsBeforeAnInheritedOneOfAnotherKind() {
        assertThat(config("breaker.default.window-calls=100", "breaker.payment.window=4s").window())
                .isEqualTo(SlidingWindow.lastTime(Duration.ofSeconds(4)));
        assertThat(config("breaker.default.window=4s", "breaker.payment.window-calls=100").window())
                .isEqualTo(SlidingWindow.lastCalls(100));
    }

    @Test
    void inheritedSlowCalls_areSwitchedOffByZero() {
        assertThat(
                        config(
                                        "breaker.default.slow-call-duration=1s",
                                        "breaker.payment.slow-call-duration=0")
                                .slowCallDuration())
                .isZero();
    }

    @Test
    void queueOfTheBulkhead_isAsWritten_andBoundedAnyway() {
        assertThat(bulkhead("max-concurrent=8", "max-wait=100ms", "max-waiting=20").maxWaiting())
                .isEqualTo(20);
        assertThat(bulkhead("max-concurrent=8", "max-wait=100ms").maxWaiting())
                .isEqualTo(Bulkhead.DEFAULT_MAX_WAITING);
        assertThat(
                        complaints(
                                "breaker.payment.bulkhead.max-concurrent=8",
                                "breaker.payment.bulkhead.max-waiting=-1"))
                .containsExactly(
                        "breaker.\"payment\".bulkhead.max-waiting must be at least 0 (0: nobody waits), but is -1");
    }

    private static Bulkhead bulkhead(String... settings) {
        String[] lines =
                Stream.of(settings).map("breaker.payment.bulkhead."::concat).toArray(String[]::new);
        return new PipelineSettings(Properties.layers("payment", lines), Ticker.system())
                .bulkhead()
                .orElseThrow();
    }

    @Test
    void retry_isAsWritten() {
        InheritedSettings layers =
                Properties.layers(
                        "payment",
                        "breaker.payment.retry.max-attempts=4",
                        "breaker.payment.retry.budget.percent=20");

        RetryConfig retry = new PipelineSettings(layers, Ticker.system()).retry().orElseThrow();

        assertThat(retry.maxAttempts()).isEqualTo(4);
        assertThat(retry.budget()).isNotNull();
    }

    @Test
    void partsNotAskedFor_areAbsent_andInheritedOnesCanBeSwitchedOff() {
        InheritedSettings layers =
                Properties.layers(
                        "payment",
                        "breaker.default.retry.max-attempts=3",
                        "breaker.payment.retry.max-attempts=1",
                        "breaker.default.bulkhead.max-concurrent=3",
                        "breaker.payment.bulkhead.max-concurrent=0",
                        "breaker.default.timeout=1s",
                        "breaker.payment.timeout=0");
        PipelineSettings parts = new PipelineSettings(layers, Ticker.system());

        assertThat(parts.retry()).isEmpty();
        assertThat(parts.bulkhead()).isEmpty();
        assertThat(parts.timeout()).isEmpty();
        assertThat(parts.deadline()).isEmpty();
        assertThat(parts.rateLimiter()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failure-rate-threshold=0   | above 0 and at most 100 (percent), but is 0.0",
                "failure-rate-threshold=101 | above 0 and at most 100 (percent), but is 101.0",
                "failure-rate-threshold=NaN | above 0 and at most 100 (percent), but is NaN",
                "minimum-calls=0            | at least 1, but is 0",
                "window=-1s                 | above PT0S and at most 365 days, but is PT-1S",
                "window-slices=1000         | from 1 to 100, but is 1000",
                "window-calls=0             | from 1 to 1000000 (calls), but is 0",
                "consecutive-failures=-1    | at least 0 (0: off), but is -1",
                "open-wait=0                | above PT0S and at most 365 days, but is PT0S",
                "open-wait.factor=0.5       | from 1 to 100, but is 0.5",
                "permitted-calls-in-half-open=0 | from 1 to 1000, but is 0",
                "success-threshold=0        | from 1 to 1000000, but is 0",
                "probe-timeout=0              | above PT0S and at most 365 days, but is PT0S",
                "ramp.percents=50,10        | growing whole numbers, each above 0 and below 100, but is [50, 10]",
                "deadline=-5s               | above PT0S and at most 365 days, but is PT-5S",
                "timeout=-5s                | above PT0S and at most 365 days, but is PT-5S",
                "retry.max-attempts=0       | at least 1 (no retry), but is 0",
                "bulkhead.max-concurrent=-1 | at least 1, but is -1",
                "rate-limit.permits=-1      | from 1 to one a nanosecond, but is -1"
            })
    void wrongValue_namesKeyRangeAndValue(String setting, String says) {
        String key = setting.substring(0, setting.indexOf('='));

        assertThat(complaints("breaker.payment." + setting))
                .containsExactly("breaker.\"payment\"." + key + " must be " + says);
        assertThat(complaints("breaker.default." + setting))
                .containsExactly("breaker.default." + key + " must be " + says);
    }

    @Test
    void everyWrongValue_isNamedAtOnce() {
        assertThat(
                        complaints(
                                "breaker.payment.minimum-calls=0",
                                "breaker.payment.success-threshold=0",
                                "breaker.default.retry.max-attempts=-1"))
                .hasSize(3);
    }

    @Test
    void contradictions_areNamed() {
        assertThat(complaints("breaker.payment.window=4s", "breaker.payment.window-calls=9"))
                .containsExactly(
                        "breaker.\"payment\".window and breaker.\"payment\".window-calls"
                                + " cannot be combined: remove one");
        assertThat(
                        complaints(
                                "breaker.payment.window-calls=10",
                                "breaker.payment.minimum-calls=20"))
                .singleElement()
                .asString()
                .startsWith("breaker.\"payment\".minimum-calls must be at most");
        assertThat(complaints("breaker.payment.slow-call-rate-threshold=20"))
                .singleElement()
                .asString()
                .contains("needs slow-call-duration");
        assertThat(complaints("breaker.payment.hanging-call-duration=2s"))
                .singleElement()
                .asString()
                .startsWith("breaker.\"payment\".hanging-call-duration must be omitted unless");
    }

    @ParameterizedTest
    @CsvSource({
        "minimum-calls=many, a whole number",
        "open-wait=5 parsecs, a duration",
        "failure-rate-threshold=half, a number",
        "mode=sometimes, 'one of enforced, dry-run, disabled, forced-open'",
        "half-open-end=panic, 'one of reopen, close'",
        "retry.backoff.kind=cubic, one of random-exponential",
        "fallback.enabled=maybe, true or false",
        "'ramp.percents=10,many', whole numbers"
    })
    void unreadableText_namesKeyTextAndWhatIsAllowed(String setting, String allowed) {
        String[] pair = setting.split("=", 2);

        assertThat(complaints("breaker.payment." + setting))
                .first()
                .asString()
                .startsWith("breaker.\"payment\"." + pair[0] + " must be " + allowed)
                .endsWith("but is " + pair[1]);
    }

    @Test
    void warmUpAndTheEndOfHalfOpen_areAsWritten() {
        CircuitBreakerConfig config =
                config(
                        "breaker.payment.grace-period=20s",
                        "breaker.payment.max-half-open-duration=1m",
                        "breaker.payment.half-open-end=close");

        assertThat(config.gracePeriod()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.halfOpenEnd()).isEqualTo(HalfOpenEnd.CLOSE);
        assertThat(SettingsTable.shown(config))
                .containsEntry("grace-period", "PT20S")
                .containsEntry("half-open-end", "close");
    }

    @ParameterizedTest
    @CsvSource({"exponential, 100, 300, 900", "linear, 100, 150, 200", "fixed, 100, 100, 100"})
    void backoff_growsAsItsKindSays(String kind, long first, long second, long third) {
        Backoff backoff =
                new PipelineSettings(
                                Properties.layers(
                                        "payment",
                                        "breaker.payment.retry.max-attempts=9",
                                        "breaker.payment.retry.backoff=100ms",
                                        "breaker.payment.retry.backoff.kind=" + kind,
                                        "breaker.payment.retry.backoff.factor=3",
                                        "breaker.payment.retry.backoff.step=50ms"),
                                Ticker.system())
                        .retry()
                        .orElseThrow()
                        .backoff();

        assertThat(
                        LongStream.of(1, 2, 3)
                                .map(retry -> backoff.nanosBefore((int) retry) / 1_000_000))
                .containsExactly(first, second, third);
    }

    @Test
    void adaptiveBulkhead_startsWhereTheFixedOneStands() {
        Bulkhead bulkhead = bulkhead("max-concurrent=8", "adaptive.max=64", "adaptive.min=4");

        assertThat(bulkhead.adaptiveLimit()).isPresent();
        assertThat(bulkhead.maxConcurrent()).isEqualTo(8);
        assertThat(
                        complaints(
                                "breaker.default.bulkhead.max-concurrent=8",
                                "breaker.payment.bulkhead.adaptive.max=5"))
                .containsExactly(
                        "breaker.default.bulkhead.max-concurrent must be from 2 to 5, but is 8");
    }

    @Test
    void hedgeAndChaos_areAsWritten() {
        PipelineSettings parts =
                new PipelineSettings(
                        Properties.layers(
                                "payment",
                                "breaker.payment.hedge.delay=80ms",
                                "breaker.payment.hedge.max-attempts=3",
                                "breaker.payment.hedge.budget.reserve=7",
                                "breaker.payment.chaos.latency=5",
                                "breaker.payment.chaos.enabled=true"),
                        Ticker.system());
        Hedge hedge = parts.hedge().orElseThrow().build();

        assertThat(hedge.delay()).isEqualTo(Duration.ofMillis(80));
        assertThat(hedge.maxAttempts()).isEqualTo(3);
        assertThat(hedge.budgetLeft()).isEqualTo(7);
        assertThat(parts.chaos().orElseThrow().build().isEnabled()).isTrue();
        assertThat(parts.propagatesContext()).isTrue();
    }
}
