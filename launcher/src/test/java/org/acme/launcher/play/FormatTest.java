package org.acme.launcher.play;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void percent_isCut_soThatAlmostIsNotAll() {
        assertThat(Format.percent(99.99)).isEqualTo("99.9 %");
        assertThat(Format.percent(100.0)).isEqualTo("100.0 %");
        assertThat(Format.percent(99.9)).isEqualTo("99.9 %");
        assertThat(Format.percent(null)).isEqualTo("-");
    }

    @Test
    void duration_hasTheUnitThatReadsWell() {
        assertThat(Format.duration(8.6)).isEqualTo("9 ms");
        assertThat(Format.duration(1_240.0)).isEqualTo("1.2 s");
        assertThat(Format.duration(999.7)).isEqualTo("1.0 s");
        assertThat(Format.duration(null)).isEqualTo("-");
    }

    @Test
    void moment_hasASign() {
        assertThat(Format.moment(-0.5)).isEqualTo("-1 s");
        assertThat(Format.moment(12.9)).isEqualTo("+12 s");
    }
}
