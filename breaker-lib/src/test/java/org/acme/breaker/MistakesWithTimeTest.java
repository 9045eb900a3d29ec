package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.acme.breaker.window.Counts;
import org.junit.jupiter.api.Test;

/** Mistakes that were found in other circuit breakers' dealing with time, one test each. */
class MistakesWithTimeTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder().minimumCalls(2).successThreshold(1).openWait(WAIT);
    }

    private static Caller halfOpen(CircuitBreakerConfigBuilder config) {
        Caller caller = Caller.of(config).open().pass(WAIT);
        assertThat(caller.isPermitted()).isTrue();
        return caller;
    }

    private static Permit probe(Caller caller) {
        return Objects.requireNonNull(caller.breaker.tryAcquire(), "no probe was let out");
    }

    @Test
    void clockThatGoesBack_doesNotProlongOpen_byMoreThanOneWait() {
        Caller caller = Caller.of(config()).open();
        caller.pass(Duration.ofHours(-1));
        assertThat(caller.isPermitted()).isFalse();

        caller.pass(WAIT);

        assertThat(caller.isPermitted()).isTrue();
    }

    @Test
    void clockThatGoesBack_doesNotProlongOpen_onceMore_whenTheConfigurationChanges() {
        Caller caller = Caller.of(config()).open();
        caller.pass(Duration.ofHours(-1)).isPermitted();
        caller.pass(Duration.ofSeconds(3));
        caller.breaker.configure(config().minimumCalls(7).build());
        assertThat(caller.isPermitted()).isFalse();

        caller.pass(Duration.ofSeconds(2));

        assertThat(caller.isPermitted()).isTrue();
    }

    @Test
    void clockThatGoesBack_doesNotProlongALease_byMoreThanOneLease() {
        Caller caller = halfOpen(config().probeTimeout(Duration.ofSeconds(1)));
        probe(caller);
        caller.pass(Duration.ofHours(-1));
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);

        caller.pass(Duration.ofSeconds(1));

        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void clockThatGoesBack_doesNotKeepOldFailures() {
        Caller caller = Caller.of(config().minimumCalls(10)).fail(5);
        caller.pass(Duration.ofHours(-1)).succeed(1);

        caller.pass(Duration.ofSeconds(30));

        assertThat(caller.breaker.snapshot().counts()).isEqualTo(Counts.NONE);
    }

    @Test
    void fakeClock_coversAllOfTheCode() {
        Caller caller = Caller.of(config()).open();
        java.time.Instant since = caller.breaker.snapshot().since();

        caller.pass(WAIT).succeed(1);

        assertThat(since).isEqualTo(java.time.Instant.EPOCH);
        assertThat(caller.lastTransition().at()).isEqualTo(java.time.Instant.EPOCH.plus(WAIT));
    }
}
