package org.acme.breaker.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReconfiguredRetryTest {

    private final Retry retry = Retry.of("payment", config(2));
    private int attempts;

    private static RetryConfig config(int maxAttempts) {
        return RetryConfig.builder().backoff(Backoff.none()).maxAttempts(maxAttempts).build();
    }

    private String fail() {
        attempts++;
        throw new IllegalStateException();
    }

    @Test
    void newConfig_countsForLaterCalls_notForThoseUnderWay() {
        assertThatThrownBy(
                        () ->
                                retry.call(
                                        () -> {
                                            retry.configure(config(5));
                                            return fail();
                                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attempts).isEqualTo(2);

        assertThatThrownBy(() -> retry.call(this::fail)).isInstanceOf(IllegalStateException.class);
        assertThat(attempts).isEqualTo(2 + 5);
    }
}
