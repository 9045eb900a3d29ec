package org.acme.breaker.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.timeout.Timer;
import org.junit.jupiter.api.Test;

/** Whatever a timer throws, no permit is lost and everybody is told. */
class HostileTimerTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<String> begun = new ArrayList<>();

    @Test
    void taskThatThrows_endsNoOtherTasksTurn() {
        InTurn turns = new InTurn();

        turns.run(
                () -> {
                    turns.run(() -> begun.add("second"));
                    throw new IllegalStateException("first");
                });

        assertThat(begun).containsExactly("second");
    }

    @Test
    void waiterThatThrows_keepsNobodyElseFromAPermit() {
        Permits permits = new Permits(1, 2);
        assertThat(permits.tryTake()).isTrue();
        permits.takeOrQueue(
                () -> {
                    throw new IllegalStateException("the first");
                });
        permits.takeOrQueue(() -> begun.add("the second"));

        permits.resize(3);

        assertThat(begun).containsExactly("the second");
    }

    @Test
    void timerThatThrowsAnError_failsTheWaitingCall_whichLeavesTheQueue() {
        Timer broken =
                (task, nanos) -> {
                    throw new NoClassDefFoundError("the timer is broken");
                };
        Bulkhead bulkhead =
                Bulkhead.builder("payment")
                        .maxConcurrent(1)
                        .maxWaiting(10)
                        .maxWait(MINUTE)
                        .timer(broken)
                        .build();
        assertThat(bulkhead.tryAcquire()).isNotNull();

        CompletableFuture<String> answer = bulkhead.callAsync(CompletableFuture::new);

        assertThatThrownBy(answer::join).hasCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(bulkhead.waiting()).isZero();
    }
}
