package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    @ParameterizedTest
    @CsvSource({
        "50, 1, 2, true",
        "50, 49, 99, false",
        "33.333333, 1, 3, true",
        "33.333334, 1, 3, false",
        "0.1, 1, 1000, true",
        "0.1, 1, 1001, false",
        "100, 9, 10, false",
        "100, 10, 10, true",
        "0.000001, 1, 100000000, true",
        "0.000001, 1, 100000001, false",
        "57, 57, 100, true",
    })
    void isReachedBy_neverRounds(double percent, long part, long whole, boolean reached) {
        Threshold threshold = Threshold.ofPercent("t", percent);

        assertThat(threshold.isReachedBy(part, whole)).isEqualTo(reached);
    }

    @Test
    void percent_isWhatWasSet() {
        assertThat(Threshold.ofPercent("t", 12.34).percent()).isEqualTo(12.34);
        assertThat(Threshold.ofPercent("t", 12.340000)).hasToString("12.34 %");
    }
}
