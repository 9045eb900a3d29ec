package org.acme.gateway.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ServiceTimeTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void pass_takesAtLeastTheFastestTime() {
        long before = System.nanoTime();

        serviceTime(30, 40).pass().await().atMost(Duration.ofSeconds(10));

        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(29).toNanos());
    }

    @Test
    void pass_zero_isOverAtOnce() {
        serviceTime(0, 0).pass().await().atMost(Duration.ofSeconds(10));
    }

    @Test
    void settings_outOfRange_nameKeyValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> serviceTime(-1, 5))
                .hasMessage("gateway.service-time.min must be from 0ms to 60000ms, but is -1ms");
        assertThatThrownBy(() -> serviceTime(20, 10))
                .hasMessage("gateway.service-time.max must be from 20ms to 60000ms, but is 10ms");
        assertThatThrownBy(() -> serviceTime(20, 60_001)).hasMessageContaining("but is 60001ms");
    }

    private static ServiceTime serviceTime(long min, long max) {
        CapacityConfig config =
                new CapacityConfig() {
                    @Override
                    public Duration min() {
                        return Duration.ofMillis(min);
                    }

                    @Override
                    public Duration max() {
                        return Duration.ofMillis(max);
                    }
                };
        return new ServiceTime(config, VERTX);
    }
}
