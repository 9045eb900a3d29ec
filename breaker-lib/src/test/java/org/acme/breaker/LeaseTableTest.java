package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Places for calls in flight, and when they are taken away. */
class LeaseTableTest {

    private static final long LIMIT = 10;

    private final LeaseTable table = new LeaseTable(2);

    private static Ticker reading(Long... ticks) {
        Deque<Long> readings = new ArrayDeque<>(List.of(ticks));
        return () -> readings.size() > 1 ? readings.removeFirst() : readings.getFirst();
    }

    @Test
    void place_isTakenAway_afterItsLimit() {
        int token = table.claim(100);

        assertThat(table.sweep(reading(109L), LIMIT)).isZero();
        assertThat(table.sweep(reading(110L), LIMIT)).isEqualTo(1);
        assertThat(table.release(token)).isFalse();
    }

    @Test
    void fullTable_hasNoPlace_untilOneIsGivenBack() {
        int first = table.claim(0);
        table.claim(0);
        assertThat(table.claim(0)).isEqualTo(LeaseTable.NONE);

        assertThat(table.release(first)).isTrue();

        int again = table.claim(0);
        assertThat(again).isPositive().isNotEqualTo(first);
        assertThat(table.release(first)).isFalse();
        assertThat(table.taken()).isEqualTo(2);
    }

    @Test
    void tokenOfAnotherTable_isNone() {
        assertThat(table.release(1 << 10 | 999)).isFalse();
    }

    @Test
    void sweepThatWasHeldUp_doesNotShortenALeaseThatBeganMeanwhile() {
        table.claim(100);

        // Read the clock, was held up, and found a lease that began later.
        assertThat(table.sweep(reading(40L, 101L), LIMIT)).isZero();

        assertThat(table.sweep(reading(109L), LIMIT)).isZero();
        assertThat(table.sweep(reading(110L), LIMIT)).isEqualTo(1);
    }

    @Test
    void clockThatGoesBack_beginsTheLeaseAgain() {
        table.claim(100);

        assertThat(table.sweep(reading(40L), LIMIT)).isZero();

        assertThat(table.sweep(reading(49L), LIMIT)).isZero();
        assertThat(table.sweep(reading(50L), LIMIT)).isEqualTo(1);
    }
}
