package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.junit.jupiter.api.Test;

class FirstRulesTest {

    private final ManualTicker ticker = new ManualTicker();
    private final CircuitBreaker breaker =
            CircuitBreaker.of("payment", CircuitBreakerConfig.defaults(), ticker);

    @Test
    void fullCircle() throws IOException {
        List<Transition> transitions = new ArrayList<>();
        breaker.onEvent(
                event -> {
                    if (event instanceof Transition transition) {
                        transitions.add(transition);
                    }
                });

        for (int i = 0; i < 10; i++) {
            assertThat(breaker.call(() -> "fine")).isEqualTo("fine");
        }
        for (int i = 0; i < 10; i++) {
            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
            assertThatThrownBy(
                            () ->
                                    breaker.run(
                                            () -> {
                                                throw new IOException("down");
                                            }))
                    .isInstanceOf(IOException.class);
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThatThrownBy(() -> breaker.call(() -> "no"))
                .isInstanceOf(CallNotPermittedException.class)
                .hasMessage("circuit breaker 'payment' is open, it may be probed in 5000 ms");

        ticker.advance(Duration.ofSeconds(5));
        for (int i = 0; i < 3; i++) {
            breaker.call(() -> "fine");
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(transitions)
                .extracting(Transition::to)
                .containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
        assertThat(breaker.snapshot().rejected()).isEqualTo(1);
    }
}
