package org.acme.breaker.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.Uncounted;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private final Bulkhead bulkhead = Bulkhead.of("payment", 1);

    @Test
    void call_takesAPlace_andGivesItBack() {
        int inside = bulkhead.call(bulkhead::active);

        assertThat(inside).isEqualTo(1);
        assertThat(bulkhead.active()).isZero();
    }

    @Test
    void callThatThrows_givesItsPlaceBack() {
        assertThatThrownBy(
                        () ->
                                bulkhead.call(
                                        () -> {
                                            throw new IllegalStateException();
                                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(bulkhead.active()).isZero();
    }

    @Test
    void fullBulkhead_refuses_andDoesntCountForABreaker() {
        assertThat(bulkhead.tryAcquire()).isTrue();

        assertThatThrownBy(() -> bulkhead.call(() -> "never"))
                .isInstanceOf(BulkheadFullException.class)
                .isInstanceOf(Uncounted.class)
                .hasMessage("bulkhead 'payment' is full: 1 calls are under way");
        assertThat(bulkhead.tryAcquire()).isFalse();
        assertThat(bulkhead.rejected()).isEqualTo(2);

        bulkhead.release();
        assertThat(bulkhead.call(() -> "fine")).isEqualTo("fine");
    }

    @Test
    void waitingCall_getsThePlaceThatIsGivenBack() {
        Bulkhead patient = Bulkhead.of("patient", 1, Duration.ofMinutes(1));
        assertThat(patient.tryAcquire()).isTrue();
        CompletableFuture<String> waiting =
                CompletableFuture.supplyAsync(() -> patient.call(() -> "fine"));
        Awaitility.await().until(() -> patient.waiting() == 1);

        patient.release();

        assertThat(waiting).succeedsWithin(1, TimeUnit.MINUTES).isEqualTo("fine");
        assertThat(patient.waiting()).isZero();
    }

    @Test
    void wait_thatIsOver_refuses() {
        Bulkhead patient = Bulkhead.of("patient", 1, Duration.ofMillis(1));
        assertThat(patient.tryAcquire()).isTrue();

        assertThatThrownBy(() -> patient.call(() -> "never"))
                .isInstanceOf(BulkheadFullException.class);
    }

    @Test
    void interruptedWait_refuses_andKeepsTheFlag() {
        Bulkhead patient = Bulkhead.of("patient", 1, Duration.ofMinutes(1));
        assertThat(patient.tryAcquire()).isTrue();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> patient.call(() -> "never"))
                .isInstanceOf(BulkheadFullException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void stage_holdsItsPlaceUntilItEnds() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletionStage<String> answer = bulkhead.callAsync(() -> work);
        assertThat(bulkhead.active()).isEqualTo(1);
        assertThat(bulkhead.callAsync(() -> work))
                .isInstanceOfSatisfying(
                        CompletableFuture.class,
                        refused -> assertThat(refused.isCompletedExceptionally()).isTrue());

        work.complete("fine");

        assertThat(answer.toCompletableFuture()).isCompletedWithValue("fine");
        assertThat(bulkhead.active()).isZero();
    }

    @Test
    void supplierThatThrows_givesItsPlaceBack() {
        CompletionStage<String> answer =
                bulkhead.callAsync(
                        () -> {
                            throw new IllegalStateException();
                        });

        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
        assertThat(bulkhead.active()).isZero();
    }

    @Test
    void settings_areChecked() {
        assertThatThrownBy(() -> Bulkhead.of("b", 0))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("bulkhead.maxConcurrent must be at least 1, but is 0");
        assertThatThrownBy(() -> Bulkhead.of("b", 1, Duration.ofSeconds(-1)))
                .hasMessageContaining("bulkhead.maxWait must be from PT0S");
    }

    @Test
    void resized_letsMoreIn() {
        assertThat(bulkhead.tryAcquire()).isTrue();

        bulkhead.resize(2);

        assertThat(bulkhead.maxConcurrent()).isEqualTo(2);
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isFalse();
        assertThat(bulkhead.active()).isEqualTo(2);
    }

    @Test
    void shrunkBelowWhatIsUnderWay_letsNobodyIn_untilEnoughHaveEnded() {
        bulkhead.resize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(bulkhead.tryAcquire()).isTrue();
        }

        bulkhead.resize(1);

        assertThat(bulkhead.active()).isEqualTo(3);
        bulkhead.release();
        bulkhead.release();
        assertThat(bulkhead.tryAcquire()).isFalse();
        bulkhead.release();
        assertThat(bulkhead.tryAcquire()).isTrue();
    }

    @Test
    void resizedToNothing_isRefused_andNothingIsChanged() {
        assertThatThrownBy(() -> bulkhead.resize(0))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("at least 1");
        assertThat(bulkhead.maxConcurrent()).isEqualTo(1);
    }
}
