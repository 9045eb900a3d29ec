package org.acme.breaker.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.ManualTimer;
import org.acme.breaker.timeout.Timer;
import org.junit.jupiter.api.Test;

/** Who waits for a permit, in which order, and what ends the wait. */
class AsyncBulkheadQueueTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTicker ticker = new ManualTicker();
    private final ManualTimer timer = new ManualTimer(ticker);
    private final Bulkhead bulkhead =
            Bulkhead.builder("payment")
                    .maxConcurrent(1)
                    .maxWaiting(2)
                    .maxWait(SECOND)
                    .timer(timer)
                    .build();
    private final List<String> begun = new ArrayList<>();

    private CompletableFuture<String> start(String name, CompletionStage<String> work) {
        return bulkhead.callAsync(
                () -> {
                    begun.add(name);
                    return work;
                });
    }

    @Test
    void queue_isServedInItsOrder() {
        CompletableFuture<String> a = new CompletableFuture<>();
        CompletableFuture<String> b = new CompletableFuture<>();
        start("a", a);
        CompletableFuture<String> second = start("b", b);
        start("c", new CompletableFuture<>());
        assertThat(begun).containsExactly("a");
        assertThat(bulkhead.waiting()).isEqualTo(2);

        a.complete("done");
        assertThat(begun).containsExactly("a", "b");
        b.complete("done");
        assertThat(begun).containsExactly("a", "b", "c");
        assertThat(second).isCompletedWithValue("done");
        assertThat(bulkhead.active()).isEqualTo(1);
    }

    @Test
    void fullQueue_rejects() {
        start("a", new CompletableFuture<>());
        start("b", new CompletableFuture<>());
        start("c", new CompletableFuture<>());

        assertThatThrownBy(() -> start("d", new CompletableFuture<>()).join())
                .hasCauseInstanceOf(BulkheadFullException.class);
        assertThat(bulkhead.rejected()).isEqualTo(1);
    }

    @Test
    void waitThatIsOver_rejects_andMakesRoom() {
        start("a", new CompletableFuture<>());
        CompletableFuture<String> waiting = start("b", new CompletableFuture<>());

        timer.advance(SECOND);

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(BulkheadFullException.class);
        assertThat(bulkhead.waiting()).isZero();
        assertThat(bulkhead.rejected()).isEqualTo(1);
        assertThat(timer.pending()).isZero();
    }

    @Test
    void wait_endsWithTheCallersDeadline() {
        start("a", new CompletableFuture<>());
        CompletableFuture<String> waiting =
                Deadline.after(SECOND.dividedBy(2), ticker)
                        .call(() -> start("b", new CompletableFuture<>()));

        timer.advance(SECOND.dividedBy(2));

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(BulkheadFullException.class);
    }

    @Test
    void cancelledWhileItWaits_neverBegins_andMakesRoom() {
        CompletableFuture<String> a = new CompletableFuture<>();
        start("a", a);
        CompletableFuture<String> second = start("b", new CompletableFuture<>());
        start("c", new CompletableFuture<>());

        second.cancel(true);
        start("d", new CompletableFuture<>());
        a.complete("done");

        assertThat(begun).containsExactly("a", "c");
        assertThat(bulkhead.waiting()).isEqualTo(1);
        assertThat(bulkhead.active()).isEqualTo(1);
    }

    /** https://github.com/bazelbuild/bazel/issues/17426 */
    @Test
    void workThatHadToWait_seesItsOwnDeadline() {
        CompletableFuture<String> a = new CompletableFuture<>();
        start("a", a);
        List<Long> left = new ArrayList<>();
        CompletableFuture<String> second =
                Deadline.after(SECOND, ticker)
                        .call(
                                () ->
                                        bulkhead.callAsync(
                                                () -> {
                                                    left.add(Deadline.current().remainingNanos());
                                                    return CompletableFuture.completedStage("b");
                                                }));
        ticker.advance(SECOND.dividedBy(4));

        a.complete("done");

        assertThat(second).isCompletedWithValue("b");
        assertThat(left).containsExactly(SECOND.multipliedBy(3).dividedBy(4).toNanos());
    }

    @Test
    void queueOfAHundredThousand_growsNoStack() {
        Bulkhead wide =
                Bulkhead.builder("wide")
                        .maxConcurrent(1)
                        .maxWaiting(100_000)
                        .maxWait(Duration.ofDays(1))
                        .timer(timer)
                        .build();
        CompletableFuture<String> first = new CompletableFuture<>();
        wide.callAsync(() -> first);
        AtomicInteger ended = new AtomicInteger();
        for (int call = 0; call < 100_000; call++) {
            wide.callAsync(() -> CompletableFuture.completedStage("at once"))
                    .thenRun(ended::incrementAndGet);
        }

        first.complete("done");

        assertThat(ended).hasValue(100_000);
        assertThat(wide.active()).isZero();
        assertThat(wide.waiting()).isZero();
    }

    @Test
    void timerThatTakesNothing_losesNoPermit_andBeginsNothingTwice() {
        Timer refusing =
                new Timer() {
                    @Override
                    public Pending schedule(Runnable task, long nanos) {
                        return () -> {};
                    }

                    @Override
                    public void handOver(Runnable usersCode) {
                        usersCode.run();
                        throw new IllegalStateException("closed");
                    }
                };
        Bulkhead narrow =
                Bulkhead.builder("narrow")
                        .maxConcurrent(1)
                        .maxWaiting(2)
                        .maxWait(SECOND)
                        .timer(refusing)
                        .build();
        CompletableFuture<String> first = new CompletableFuture<>();
        AtomicInteger starts = new AtomicInteger();
        narrow.callAsync(() -> first);
        CompletableFuture<String> second =
                narrow.callAsync(
                        () -> {
                            starts.incrementAndGet();
                            return CompletableFuture.completedStage("second");
                        });

        first.complete("first");

        assertThat(second).isCompletedWithValue("second");
        assertThat(starts).hasValue(1);
        assertThat(narrow.active()).isZero();
    }

    @Test
    void workThatBlocksWhileItStarts_delaysNobodysAnswer() throws Exception {
        Bulkhead real =
                Bulkhead.builder("real")
                        .maxConcurrent(1)
                        .maxWaiting(1)
                        .maxWait(Duration.ofMinutes(1))
                        .build();
        CompletableFuture<String> release = new CompletableFuture<>();
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> first = real.callAsync(() -> work);
        CompletableFuture<String> second =
                real.callAsync(() -> CompletableFuture.completedFuture(release.join()));

        work.complete("first");

        assertThat(first).isCompletedWithValue("first");
        release.complete("second");
        assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo("second");
    }
}
