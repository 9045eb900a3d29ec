package org.acme.breaker.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.NotRecorded;
import org.acme.breaker.bulkhead.Bulkhead.Permit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Callers that block, and what all callers have in common. */
class BulkheadTest {

    private final Bulkhead bulkhead = Bulkhead.of("payment", 1);
    private final Bulkhead patient =
            Bulkhead.builder("patient").maxConcurrent(1).maxWait(Duration.ofMinutes(1)).build();

    private static Permit take(Bulkhead from) {
        Permit permit = from.tryAcquire();
        assertThat(permit).isNotNull();
        return permit;
    }

    private CompletableFuture<String> waitFor(Bulkhead full) {
        int before = full.waiting();
        CompletableFuture<String> waiting =
                CompletableFuture.supplyAsync(
                        () -> full.call(() -> "fine"), task -> new Thread(task).start());
        Awaitility.await().until(() -> full.waiting() == before + 1);
        return waiting;
    }

    @Test
    void call_takesAPermit_andReleasesIt() {
        int inside = bulkhead.call(bulkhead::active);

        assertThat(inside).isEqualTo(1);
        assertThat(bulkhead.active()).isZero();
    }

    @Test
    void callThatThrows_releasesItsPermit() {
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
    void fullBulkhead_rejects_andDoesntCountForABreaker() {
        Permit permit = take(bulkhead);

        assertThatThrownBy(() -> bulkhead.call(() -> "never"))
                .isInstanceOf(BulkheadFullException.class)
                .isInstanceOf(NotRecorded.class)
                .hasMessage("bulkhead 'payment' is full: 1 calls are in flight");
        assertThat(bulkhead.tryAcquire()).isNull();
        assertThat(bulkhead.rejected()).isEqualTo(2);

        permit.release();
        assertThat(bulkhead.call(() -> "fine")).isEqualTo("fine");
    }

    @Test
    void permitReleasedTwice_widensNothing_andIsCountedAsMisuse() {
        Permit first = take(bulkhead);
        first.release();
        first.release();

        take(bulkhead);

        assertThat(bulkhead.active()).isEqualTo(1);
        assertThat(bulkhead.tryAcquire()).as("a second one").isNull();
        assertThat(bulkhead.misused()).isEqualTo(1);
    }

    @Test
    void waitingCall_getsThePermitThatIsReleased() {
        Permit permit = take(patient);
        CompletableFuture<String> waiting = waitFor(patient);

        permit.release();

        assertThat(waiting).succeedsWithin(1, TimeUnit.MINUTES).isEqualTo("fine");
        assertThat(patient.waiting()).isZero();
        assertThat(patient.active()).isZero();
    }

    @Test
    void newcomer_doesNotOvertakeWhoWaits() {
        Permit permit = take(patient);
        CompletableFuture<String> first = waitFor(patient);
        CompletableFuture<Void> order = new CompletableFuture<>();
        patient.callAsync(() -> order).isDone();
        assertThat(patient.waiting()).isEqualTo(2);

        permit.release();

        assertThat(first).succeedsWithin(1, TimeUnit.MINUTES);
        assertThat(patient.tryAcquire()).as("the second in the queue has it").isNull();
        order.complete(null);
    }

    @Test
    void fullQueue_rejects() {
        Bulkhead queue =
                Bulkhead.builder("queue")
                        .maxConcurrent(1)
                        .maxWaiting(1)
                        .maxWait(Duration.ofMinutes(1))
                        .build();
        Permit permit = take(queue);
        CompletableFuture<String> waiting = waitFor(queue);

        assertThatThrownBy(() -> queue.call(() -> "never"))
                .isInstanceOf(BulkheadFullException.class);
        assertThat(queue.rejected()).isEqualTo(1);

        permit.release();
        assertThat(waiting).succeedsWithin(1, TimeUnit.MINUTES);
    }

    @Test
    void wait_thatIsOver_rejects() {
        Bulkhead hasty =
                Bulkhead.builder("hasty").maxConcurrent(1).maxWait(Duration.ofMillis(1)).build();
        take(hasty);

        assertThatThrownBy(() -> hasty.call(() -> "never"))
                .isInstanceOf(BulkheadFullException.class);
        assertThat(hasty.waiting()).isZero();
    }

    @Test
    void interruptedWait_rejects_andKeepsTheFlag() {
        take(patient);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> patient.call(() -> "never"))
                .isInstanceOf(BulkheadFullException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(patient.waiting()).isZero();
    }

    @Test
    void resized_admitsMore_whoWaitsFirst() {
        take(patient);
        CompletableFuture<String> waiting = waitFor(patient);

        patient.resize(2);

        assertThat(waiting).succeedsWithin(1, TimeUnit.MINUTES);
        assertThat(patient.maxConcurrent()).isEqualTo(2);
        assertThat(patient.tryAcquire()).isNotNull();
        assertThat(patient.tryAcquire()).isNull();
        assertThat(patient.active()).isEqualTo(2);
    }

    @Test
    void shrunkBelowWhatIsInFlight_admitsNobody_untilEnoughHaveEnded() {
        bulkhead.resize(3);
        Permit[] permits = {take(bulkhead), take(bulkhead), take(bulkhead)};

        bulkhead.resize(1);

        assertThat(bulkhead.active()).isEqualTo(3);
        permits[0].release();
        permits[1].release();
        assertThat(bulkhead.tryAcquire()).isNull();
        permits[2].release();
        assertThat(bulkhead.tryAcquire()).isNotNull();
    }

    @Test
    void shrunkWhileCallsWait_admitsNoneOfThem_untilEnoughHaveEnded() {
        patient.resize(2);
        Permit first = take(patient);
        Permit second = take(patient);
        CompletableFuture<String> waiting = waitFor(patient);

        patient.resize(1);
        first.release();

        assertThat(waiting).isNotDone();
        assertThat(patient.active()).isEqualTo(1);
        second.release();
        assertThat(waiting).succeedsWithin(1, TimeUnit.MINUTES);
    }

    @Test
    void resizedToNothing_isRefused_andNothingIsChanged() {
        assertThatThrownBy(() -> bulkhead.resize(0))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("at least 1");
        assertThat(bulkhead.maxConcurrent()).isEqualTo(1);
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    @Test
    void settings_areChecked() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> Bulkhead.of("b", 0))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("bulkhead.maxConcurrent must be at least 1, but is 0");
        assertThatThrownBy(
                        () ->
                                Bulkhead.builder("b")
                                        .maxConcurrent(1)
                                        .maxWait(Duration.ofSeconds(-1))
                                        .build())
                .hasMessageContaining("bulkhead.maxWait must be from PT0S");
        assertThatThrownBy(() -> Bulkhead.builder("b").maxConcurrent(1).maxWait(null).build())
                .hasMessageContaining("bulkhead.maxWait must be from PT0S")
                .hasMessageEndingWith("but is null");
        assertThatThrownBy(
                        () ->
                                Bulkhead.builder("b")
                                        .maxConcurrent(1)
                                        .maxWaiting(-1)
                                        .maxWait(second)
                                        .build())
                .hasMessageContaining("bulkhead.maxWaiting must be at least 0");
        assertThatThrownBy(() -> Bulkhead.of(null, 1))
                .hasMessage("bulkhead.name must be given, but is null");
        assertThatThrownBy(
                        () ->
                                Bulkhead.builder("b")
                                        .maxConcurrent(1)
                                        .maxWaiting(1)
                                        .maxWait(second)
                                        .timer(null)
                                        .build())
                .hasMessage("bulkhead.timer must be given, but is null");
        assertThatThrownBy(() -> bulkhead.call(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> bulkhead.callAsync(null)).isInstanceOf(NullPointerException.class);
        assertThat(bulkhead.active()).isZero();
    }
}
