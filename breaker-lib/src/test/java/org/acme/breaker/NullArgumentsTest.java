package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.timeout.DaemonTimer;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings and arguments that are {@code null} are refused where they are given. */
class NullArgumentsTest {

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    static Stream<Arguments> nothings() {
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                nothing("window", c -> c.window(null)),
                nothing("window.length", c -> c.window(SlidingWindow.lastTime(null))),
                nothing("slowCallDuration", c -> c.slowCalls(null, 50)),
                nothing("hangingCallDuration", c -> c.hangingCalls(null)),
                nothing("openWait", c -> c.openWait((Duration) null)),
                nothing("openWait", c -> c.openWait((OpenDuration) null)),
                nothing("openWait.first", c -> OpenDuration.exponential(null, 2, second, 0)),
                nothing("openWait.cap", c -> OpenDuration.exponential(second, 2, null, 0)),
                nothing(
                        "openWait.random",
                        c -> OpenDuration.exponential(second, 2, second, 0, null)),
                nothing(
                        "openWait.asked",
                        c -> OpenDuration.fromCause(null, second, OpenDuration.fixed(second))),
                nothing("openWait.otherwise", c -> OpenDuration.fromCause(t -> null, second, null)),
                nothing("probeTimeout", c -> c.probeTimeout(null)),
                nothing("maxHalfOpenDuration", c -> c.maxHalfOpenDuration(null)),
                nothing("mode", c -> c.mode(null)),
                nothing("halfOpenEnd", c -> c.halfOpenEnd(null)),
                nothing("gracePeriod", c -> c.gracePeriod(null)),
                nothing("openWhen", c -> c.openWhen(null)),
                nothing("openFor", c -> c.openFor(null)),
                nothing("time", c -> CircuitBreaker.of("b", c.build()).open(null)),
                nothing("time", c -> CircuitBreaker.of("b", c.build()).forceOpen(null)),
                nothing(
                        "recordExceptions",
                        c -> c.recordExceptions((Class<? extends Throwable>[]) null)),
                nothing(
                        "recordExceptions",
                        c -> c.recordExceptions((Class<? extends Throwable>) null)),
                nothing(
                        "ignoreExceptions",
                        c -> c.ignoreExceptions((Class<? extends Throwable>) null)),
                nothing("recordException", c -> c.recordException(null)),
                nothing("ignoreException", c -> c.ignoreException(null)),
                nothing("failureResult", c -> c.failureResult(null)),
                nothing("ignoreResult", c -> c.ignoreResult(null)),
                nothing("classifier", c -> c.classifier(null)),
                nothing("ramp.percents", c -> new Ramp(null, second, 1)),
                nothing("ramp.step", c -> new Ramp(List.of(1), null, 1)),
                nothing("name", c -> CircuitBreaker.of(null, c.build())),
                nothing("config", c -> CircuitBreaker.of("b", null)),
                nothing("ticker", c -> CircuitBreaker.of("b", c.build(), null)),
                nothing("config", c -> CircuitBreaker.of("b", c.build()).configure(null)),
                nothing("wait", c -> CircuitBreaker.of("b", c.build()).fleet().open(null)),
                nothing("time", c -> CircuitBreaker.of("b", c.build()).fleet().holdProbes(null)),
                nothing("defaults", c -> CircuitBreakerRegistry.of(null)),
                nothing("ticker", c -> CircuitBreakerRegistry.of(c.build(), null)),
                nothing("name", c -> CircuitBreakerRegistry.of(c.build()).breaker(null)),
                nothing("config", c -> CircuitBreakerRegistry.of(c.build()).breaker("b", null)),
                nothing("idle", c -> CircuitBreakerRegistry.of(c.build()).retireIdle(null)),
                nothing(
                        "rateLimiter.name",
                        c -> RateLimiter.builder(null).permits(1, second).burst(1).build()),
                nothing(
                        "rateLimiter.per",
                        c -> RateLimiter.builder("r").permits(1, null).burst(1).build()),
                nothing(
                        "rateLimiter.ticker",
                        c ->
                                RateLimiter.builder("r")
                                        .permits(1, second)
                                        .burst(1)
                                        .ticker(null)
                                        .build()),
                nothing("deadline.ticker", c -> Deadline.none(null)),
                nothing("deadline.ticker", c -> Deadline.after(second, null)),
                nothing("timer.name", c -> DaemonTimer.named(null)),
                nothing("timer.executor", c -> DaemonTimer.named("timer", null)));
    }

    private static Arguments nothing(String key, Consumer<CircuitBreakerConfigBuilder> setting) {
        return Arguments.of(key, setting);
    }

    @ParameterizedTest
    @MethodSource("nothings")
    void nullSetting_isRefused_andNamed(String key, Consumer<CircuitBreakerConfigBuilder> setting) {
        assertThatThrownBy(() -> setting.accept(CircuitBreakerConfig.builder()))
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        wrong -> assertThat(wrong.key()).isEqualTo(key))
                .hasMessageEndingWith("but is null");
    }

    /** A call that wasn't made must not count as a failure of what would have been called. */
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    @Test
    void nullCall_isRefused_andCountsNowhere() {
        CircuitBreaker breaker = CircuitBreaker.of("b", CircuitBreakerConfig.defaults());
        Permit permit = breaker.acquire();

        List<ThrowingCallable> wrong =
                List.of(
                        () -> breaker.call(null),
                        () -> breaker.run(null),
                        () -> breaker.callAsync(null),
                        () -> breaker.decorate(null),
                        () -> breaker.decorateSupplier(null),
                        () -> breaker.decorateRunnable(null),
                        () -> breaker.onEvent(null),
                        () -> breaker.onCall(null),
                        () -> permit.failure(null));
        assertThat(wrong)
                .allSatisfy(
                        call -> assertThatThrownBy(call).isInstanceOf(NullPointerException.class));
        permit.success();

        assertThat(breaker.snapshot().counts()).isEqualTo(new Counts(1, 0, 0));
    }
}
