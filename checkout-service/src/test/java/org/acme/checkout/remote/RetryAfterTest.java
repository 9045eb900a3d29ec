package org.acme.checkout.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    @Test
    void wait_isWhatTheServiceAskedFor_aMinuteAtMost() {
        assertThat(RetryAfter.of(failure(Duration.ofSeconds(7)))).contains(Duration.ofSeconds(7));
        assertThat(RetryAfter.of(failure(Duration.ofHours(1)))).contains(Duration.ofMinutes(1));
    }

    @Test
    void failureWithoutAWish_hasNone() {
        assertThat(RetryAfter.of(new RemoteFailure("payment", Kind.TIMEOUT, ""))).isEmpty();
        assertThat(RetryAfter.of(new RemoteRejection("payment", 401))).isEmpty();
    }

    private static RemoteFailure failure(Duration retryAfter) {
        return new RemoteFailure("payment", Kind.NOT_NOW, "", retryAfter);
    }
}
