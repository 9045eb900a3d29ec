package org.acme.workshop.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpeningTest {

    private static final long START = -5;

    private final Opening opening = new Opening(Duration.ofSeconds(12));

    private double shareAt(double seconds) {
        return opening.share(START + Duration.ofMillis((long) (seconds * 1000)).toNanos());
    }

    @Test
    void usersComeSlowlyAtFirst_thenAll() {
        assertThat(shareAt(0)).isEqualTo(0.1);
        assertThat(shareAt(5.9)).isEqualTo(0.1);
        assertThat(shareAt(6)).isEqualTo(0.2);
        assertThat(shareAt(9)).isEqualTo(0.5);
        assertThat(shareAt(12)).isEqualTo(1);
    }

    /** 20 users a second, two tries, a window of 4 s, and 20 calls before a breaker decides. */
    @Test
    void atFirst_tooFewComeForABreakerToDecide() {
        assertThat(shareAt(0) * 20 * 2 * 4).isLessThan(20);
    }

    @Test
    void rateThatSomebodySets_comesAtOnce() {
        assertThat(shareAt(0)).isLessThan(1);

        opening.end();

        assertThat(shareAt(1)).isEqualTo(1);
    }

    @Test
    void noOpening_allComeAtOnce() {
        assertThat(new Opening(Duration.ZERO).share(0)).isEqualTo(1);
    }
}
