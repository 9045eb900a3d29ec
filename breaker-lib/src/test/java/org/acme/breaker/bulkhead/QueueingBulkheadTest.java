package org.acme.breaker.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.bulkhead.QueueingBulkhead.Ticket;
import org.junit.jupiter.api.Test;

class QueueingBulkheadTest {

    private final QueueingBulkhead bulkhead = QueueingBulkhead.of("payment", 1, 2);
    private final List<String> begun = new ArrayList<>();

    private Ticket enter(String work) {
        return bulkhead.enter(place -> begun.add(work));
    }

    @Test
    void freePlace_beginsAtOnce() {
        enter("a");

        assertThat(begun).containsExactly("a");
        assertThat(bulkhead.active()).isEqualTo(1);
        assertThat(bulkhead.waiting()).isZero();
    }

    @Test
    void line_isServedInItsOrder() {
        Ticket a = enter("a");
        Ticket b = enter("b");
        enter("c");
        assertThat(begun).containsExactly("a");
        assertThat(bulkhead.waiting()).isEqualTo(2);

        a.done();
        assertThat(begun).containsExactly("a", "b");
        b.done();
        assertThat(begun).containsExactly("a", "b", "c");
        assertThat(bulkhead.active()).isEqualTo(1);
    }

    @Test
    void fullLine_refuses() {
        enter("a");
        enter("b");
        enter("c");

        assertThatThrownBy(() -> enter("d")).isInstanceOf(BulkheadFullException.class);
        assertThat(bulkhead.rejected()).isEqualTo(1);
    }

    @Test
    void whoLeavesTheLine_neverBegins_andMakesRoom() {
        Ticket a = enter("a");
        Ticket b = enter("b");
        enter("c");

        assertThat(b.leave()).isTrue();
        assertThat(b.leave()).isFalse();
        enter("d");
        a.done();

        assertThat(begun).containsExactly("a", "c");
        assertThat(a.leave()).isFalse();
    }

    @Test
    void place_isGivenBackOnce() {
        Ticket a = enter("a");
        a.done();
        a.done();
        assertThat(bulkhead.active()).isZero();

        Ticket b = enter("b");
        Ticket c = enter("c");
        c.done();
        assertThat(begun).as("who waits has no place to give back").containsExactly("a", "b");
        b.done();
        assertThat(begun).containsExactly("a", "b", "c");
    }

    @Test
    void manyThreads_neverMoreThanPermitted_andNobodyIsForgotten() throws Exception {
        QueueingBulkhead wide = QueueingBulkhead.of("wide", 3, 10_000);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(2_000);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 2_000; i++) {
                wide.enter(
                        place ->
                                threads.execute(
                                        () -> {
                                            most.accumulateAndGet(
                                                    inside.incrementAndGet(), Math::max);
                                            Thread.onSpinWait();
                                            inside.decrementAndGet();
                                            place.done();
                                            all.countDown();
                                        }));
            }
            assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            threads.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(wide.active()).isZero();
        assertThat(wide.waiting()).isZero();
    }

    @Test
    void settings_areChecked() {
        assertThatThrownBy(() -> QueueingBulkhead.of("payment", 0, 1))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("bulkhead.maxConcurrent");
        assertThatThrownBy(() -> QueueingBulkhead.of("payment", 1, -1))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("bulkhead.maxWaiting");
    }
}
