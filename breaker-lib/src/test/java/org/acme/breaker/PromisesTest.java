package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the documentation promises in passing: found by changes of the code that no test noticed.
 */
class PromisesTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder()
                .window(SlidingWindow.lastCalls(4))
                .minimumCalls(2)
                .successThreshold(1)
                .openWait(WAIT);
    }

    @Test
    void decorated_isGuarded() {
        Caller caller = Caller.of(config());
        AtomicInteger runs = new AtomicInteger();
        CheckedCall<String, RuntimeException> call = caller.breaker.decorate(() -> "call");
        Supplier<String> supplier = caller.breaker.decorateSupplier(() -> "supplier");
        Runnable runnable = caller.breaker.decorateRunnable(runs::incrementAndGet);

        assertThat(call.call()).isEqualTo("call");
        assertThat(supplier.get()).isEqualTo("supplier");
        runnable.run();
        assertThat(runs).hasValue(1);
        assertThat(caller.breaker.snapshot().counts().calls()).isEqualTo(3);

        caller.breaker.open();
        assertThatThrownBy(call::call).isInstanceOf(CallNotPermittedException.class);
        assertThatThrownBy(supplier::get).isInstanceOf(CallNotPermittedException.class);
        assertThatThrownBy(runnable::run).isInstanceOf(CallNotPermittedException.class);
    }

    @Test
    void toString_saysNameAndState() {
        assertThat(Caller.of(config()).breaker).hasToString("CircuitBreaker[payment, closed]");
    }

    @Test
    void ignoredProbe_givesItsPermitBack() {
        Caller caller = Caller.of(config()).open().pass(WAIT);
        caller.breaker.acquire().ignore();

        assertThat(caller.breaker.snapshot().freeProbes()).isEqualTo(1);
        assertThat(caller.isPermitted()).isTrue();
    }

    @Test
    void snapshot_noticesWhatIsDueByTimeAlone() {
        Caller caller = Caller.of(config().probeTimeout(WAIT)).open().pass(WAIT);
        assertThat(caller.breaker.tryAcquire()).isNotNull();
        caller.pass(WAIT);

        assertThat(caller.breaker.snapshot().state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void listenerOfCalls_canLeave() {
        Caller caller = Caller.of(config());
        AtomicInteger told = new AtomicInteger();
        Registration registration =
                caller.breaker.onCall(
                        new CallListener() {
                            @Override
                            public void onCall(CallOutcome outcome, long durationNanos) {
                                told.incrementAndGet();
                            }
                        });
        caller.succeed(1);

        registration.remove();
        caller.succeed(1);

        assertThat(told).hasValue(1);
    }

    @Test
    void disabled_isConfiguredWithoutBeingEnabled() {
        Caller caller = Caller.of(config());
        caller.breaker.disable();
        caller.breaker.configure(config().minimumCalls(3).build());

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.DISABLED);
        assertThat(caller.breaker.config().minimumCalls()).isEqualTo(3);
        caller.fail(9);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.DISABLED);
    }

    @Test
    void recovering_goesOnWithItsRamp_whenTheNewConfigurationHasNone() {
        Ramp ramp = new Ramp(List.of(10, 50), WAIT, 4);
        Caller caller = Caller.of(config().ramp(ramp)).open().pass(WAIT).succeed(1);
        caller.breaker.configure(config().minimumCalls(3).build());

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.RECOVERING);
        assertThat(caller.breaker.snapshot().admittedPercent()).isEqualTo(10);

        caller.breaker.configure(config().ramp(new Ramp(List.of(20), WAIT, 4)).build());
        assertThat(caller.breaker.snapshot().admittedPercent()).isEqualTo(20);
        assertThat(caller.breaker.snapshot().counts()).isNotNull();
    }

    @Test
    void registry_hasOneBreakerOfAName_andForgetsOnlyWhatItHas() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(config().build());
        List<String> removed = new ArrayList<>();
        Registration listening = registry.onRemoved(breaker -> removed.add(breaker.name()));
        CircuitBreaker first = registry.breaker("a", config().build());

        assertThat(registry.breaker("a", config().minimumCalls(4).build())).isSameAs(first);
        assertThat(registry.remove("b")).isFalse();
        assertThat(registry.remove("a")).isTrue();
        assertThat(registry.remove("a")).isFalse();
        listening.remove();
        registry.breaker("c");
        registry.remove("c");
        assertThat(removed).containsExactly("a");
    }

    @Test
    void ratios_areShares() {
        Counts counts = new Counts(4, 1, 2);

        assertThat(counts.failureRatio()).isEqualTo(0.25);
        assertThat(counts.slowCallRatio()).isEqualTo(0.5);
        assertThat(Counts.NONE.failureRatio()).isZero();
        assertThat(Counts.NONE.slowCallRatio()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void reasonsToOpen_areThoseThatAreListed(Reason reason) {
        assertThat(Reason.opening().contains(reason)).isEqualTo(reason.opens());
        assertThat(reason.opens()).isEqualTo(reason.ordinal() <= Reason.FLEET_OPEN.ordinal());
    }

    @Test
    void resultsAreSuccesses_unlessAClassifierSaysOtherwise() {
        Classifier strict = thrown -> Classification.FAILURE;

        assertThat(strict.ofResult("anything")).isEqualTo(Classification.SUCCESS);
    }

    @Test
    void withoutAWindow_failedCallsAreCallsToo_soThatTheBreakerIsNotIdle() {
        ManualTicker ticker = new ManualTicker();
        CircuitBreakerConfig windowless =
                config().window(SlidingWindow.none()).consecutiveFailures(9).build();
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(windowless, ticker);
        CircuitBreaker breaker = registry.breaker("a");
        registry.retireIdle(WAIT);
        ticker.advance(WAIT);
        breaker.acquire().failure();

        assertThat(registry.retireIdle(WAIT)).isZero();
        ticker.advance(WAIT);
        assertThat(registry.retireIdle(WAIT)).isEqualTo(1);
    }
}
