package org.acme.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/charges, /charges, true",
        "/charges, /charges/7, false",
        "/charges/*, /charges/7, true",
        "/charges/*, /charges/7/void, false",
        "/charges/*, /charges, false",
        "/charges**, /charges, true",
        "/charges**, /charges/by-order/7/void, true",
        "/charges/by-order/*/void, /charges/by-order/7/void, true",
        "/**, /anything, true",
        "/a.c, /abc, false",
        "/(a+)+$, /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
    })
    void matches_starIsOneSegment_twoAreTheRest(String pattern, String path, boolean expected) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(expected);
    }
}
