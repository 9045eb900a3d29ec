package org.acme.workshop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForgottenGoodsTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final ForgottenGoods forgotten = new ForgottenGoods(10);

    @Test
    void orderThatComesUpAgain_isRemoved() {
        add(1);

        assertThat(forgotten.remove("o1")).isTrue();
        assertThat(forgotten.remove("o1")).isFalse();
        assertThat(forgotten.remove("o2")).isFalse();
    }

    @Test
    void nothingIsDropped_whileThereIsRoom() {
        for (int i = 0; i < 10; i++) {
            add(i);
        }

        assertThat(forgotten.droppedUpTo()).isEqualTo(Instant.MIN);
        assertThat(forgotten.remove("o0")).isTrue();
    }

    @Test
    void theOldest_areDropped_andUpToWhenIsKnown() {
        for (int i = 0; i <= 10; i++) {
            add(i);
        }

        assertThat(forgotten.droppedUpTo()).isEqualTo(START.plusSeconds(4));
        assertThat(forgotten.remove("o4")).isFalse();
        assertThat(forgotten.remove("o5")).isTrue();
    }

    private void add(int number) {
        forgotten.add("o" + number, START.plusSeconds(number));
    }
}
