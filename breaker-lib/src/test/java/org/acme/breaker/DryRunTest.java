package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A breaker that only says what it would do. */
class DryRunTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Caller caller =
            Caller.of(
                    CircuitBreakerConfig.builder()
                            .minimumCalls(2)
                            .successThreshold(2)
                            .openWait(WAIT)
                            .mode(Mode.DRY_RUN));

    @Test
    void open_letsCallsPass_andCountsWhatItWouldHaveRefused() {
        caller.fail(2);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.OPEN);

        caller.succeed(3);

        assertThat(caller.breaker.snapshot().wouldReject()).isEqualTo(3);
        assertThat(caller.breaker.snapshot().rejected()).isZero();
    }

    @Test
    void resultsOfCallsThatWouldHaveBeenRefused_areJudgedByNobody() {
        caller.fail(2).fail(3);

        assertThat(caller.breaker.snapshot().late()).isZero();
        assertThat(caller.transitions()).hasSize(1);
    }

    @Test
    void probes_decideAsEver() {
        caller.fail(2).pass(WAIT);
        Permit probe = caller.breaker.acquire();
        Permit surplus = caller.breaker.acquire();

        surplus.failure();
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(caller.breaker.snapshot().wouldReject()).isEqualTo(1);

        probe.success();
        caller.succeed(1);
        assertThat(caller.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void switchingToEnforced_whileOpen_refusesFromThenOn() {
        caller.fail(2);

        caller.breaker.configure(caller.breaker.config().toBuilder().mode(Mode.ENFORCED).build());

        assertThat(caller.isPermitted()).isFalse();
        assertThat(caller.breaker.snapshot().mode()).isEqualTo(Mode.ENFORCED);
    }
}
