package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;

/** The contract of permits, and what happens to those who break it. */
class PermitTest {

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder()
                .window(SlidingWindow.lastCalls(10))
                .minimumCalls(5)
                .slowCalls(Duration.ofSeconds(1), 100);
    }

    @Test
    void permit_endsAsItsHolderSays() {
        Caller caller = Caller.of(config().failureResult("bad"::equals));

        caller.breaker.acquire().success();
        caller.breaker.acquire().failure();
        caller.breaker.acquire().failure(new Exception());
        caller.breaker.acquire().result("bad");
        caller.breaker.acquire().ignore();

        assertThat(caller.breaker.history()).isEmpty();
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(4, 3, 0));
    }

    @Test
    void permit_measuresItsTime() {
        Caller caller = Caller.of(config());

        Permit permit = caller.breaker.acquire();
        caller.pass(Duration.ofSeconds(1));
        permit.success();

        assertThat(caller.breaker.snapshot().counts().slowCalls()).isEqualTo(1);
    }

    @Test
    void permit_endedTwice_countsOnce_andIsReportedAsMisuse() {
        Caller caller = Caller.of(config());
        Permit permit = caller.breaker.acquire();

        permit.success();
        permit.failure();
        permit.failure(new Exception());
        permit.ignore();

        assertThat(permit.isEnded()).isTrue();
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(1, 0, 0));
        assertThat(caller.breaker.snapshot().misused()).isEqualTo(3);
    }

    @Test
    void permit_neverEnded_costsAClosedBreakerNothing() {
        Caller caller = Caller.of(config());
        caller.breaker.acquire();

        caller.succeed(5);

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(5, 0, 0));
    }

    @Test
    void permit_endedOnAnotherThread_counts() {
        Caller caller = Caller.of(config());
        Permit permit = caller.breaker.acquire();

        CompletableFuture.runAsync(permit::failure).join();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(1, 1, 0));
    }

    @Test
    void permit_endedAfterTheRegistryDroppedTheBreaker_isHarmless() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(config().build());
        CircuitBreaker breaker = registry.breaker("gone");
        Permit permit = breaker.acquire();

        registry.remove("gone");
        permit.failure();

        assertThat(breaker.snapshot().counts()).isEqualTo(new Counts(1, 1, 0));
        assertThat(registry.breaker("gone").snapshot().counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void probePermit_endedTwice_freesOnePlaceOnly() {
        Caller caller =
                Caller.of(config().minimumCalls(2).permittedCallsInHalfOpen(2).successThreshold(9));
        caller.open().pass(Duration.ofSeconds(30));
        Permit first = Objects.requireNonNull(caller.breaker.tryAcquire());
        Objects.requireNonNull(caller.breaker.tryAcquire());

        first.ignore();
        first.ignore();

        assertThat(caller.breaker.snapshot().freeProbes()).isEqualTo(1);
    }

    @Test
    void permit_countsAsItEnds() {
        Caller caller = Caller.of(config());

        caller.breaker.acquire().success();
        Permit slow = caller.breaker.acquire();
        caller.pass(Duration.ofSeconds(1));
        slow.success();
        caller.breaker.acquire().failure(new Exception());
        caller.breaker.acquire().ignore();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(3, 1, 1));
    }

    @Test
    void permit_ofAnEarlierGeneration_isLate() {
        Caller caller = Caller.of(config());
        Permit permit = caller.breaker.acquire();

        caller.breaker.reset();
        permit.failure(new Exception());

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(Counts.NONE);
        assertThat(caller.breaker.snapshot().late()).isEqualTo(1);
    }

    @Test
    void durationByAClockThatWentBack_isNone() {
        Caller caller = Caller.of(config());
        Permit permit = caller.breaker.acquire();

        caller.pass(Duration.ofNanos(-5));
        permit.success();

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(1, 0, 0));
    }
}
