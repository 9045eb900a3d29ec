package org.acme.breaker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.bulkhead.BulkheadFullException;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.breaker.timeout.ManualTimer;
import org.acme.breaker.timeout.Timeout;
import org.junit.jupiter.api.Test;

/** What bulkheads and timeouts tell their listeners. */
class PartEventsTest {

    private final List<String> told = new ArrayList<>();
    private final ManualTimer timer = new ManualTimer(new ManualTicker());

    @Test
    void bulkhead_tellsOfEachRejectedCall_blockingOrNot() {
        Bulkhead one = Bulkhead.of("payment", 1);
        one.onRejected(refusal -> told.add(refusal.getMessage()));

        one.call(
                () -> {
                    assertThatExceptionOfType(BulkheadFullException.class)
                            .isThrownBy(() -> one.call(() -> "never"));
                    assertThat(one.callAsync(CompletableFuture::new)).isCompletedExceptionally();
                    assertThat(one.tryAcquire()).isNull();
                    return "paid";
                });

        assertThat(told).hasSize(3);
        assertThat(one.rejected()).isEqualTo(3);
    }

    @Test
    void bulkhead_tellsOfACallThatWaitedTooLong_beforeItsCallerKnows() {
        Bulkhead one =
                Bulkhead.builder("payment")
                        .maxConcurrent(1)
                        .maxWait(Duration.ofMillis(100))
                        .timer(timer)
                        .build();
        one.onRejected(refusal -> told.add("rejected"));
        one.tryAcquire();
        CompletableFuture<String> waiting = one.callAsync(CompletableFuture::new);
        waiting.whenComplete((result, thrown) -> told.add("completed"));

        timer.advance(Duration.ofMillis(100));

        assertThat(told).containsExactly("rejected", "completed");
    }

    @Test
    void timeout_tellsOfEachCallThatItEnds_andCountsThem() {
        Timeout timeout = Timeout.of("payment", Duration.ofMillis(50), timer);
        timeout.onExpired(length -> told.add(length.toString()));
        CompletableFuture<String> hangs = timeout.callAsync(CompletableFuture::new);
        timeout.callAsync(() -> CompletableFuture.completedFuture("paid"));

        timer.advance(Duration.ofMillis(50));

        assertThat(told).containsExactly("PT0.05S");
        assertThat(timeout.expired()).isOne();
        assertThat(hangs)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(CallTimeoutException.class);
    }

    @Test
    void listenerThatThrows_changesNothing() {
        Timeout timeout = Timeout.of("payment", Duration.ofMillis(50), timer);
        timeout.onExpired(
                length -> {
                    throw new IllegalStateException("listener");
                });
        CompletableFuture<String> hangs = timeout.callAsync(CompletableFuture::new);

        timer.advance(Duration.ofMillis(50));

        assertThat(hangs).isCompletedExceptionally();
    }
}
