package org.acme.launcher.play;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void percent_isCut_soThatAlmostIsNotAll() {
        assertThat(Words.percent(99.99)).isEqualTo("99.9 %");
        assertThat(Words.percent(100.0)).isEqualTo("100.0 %");
        assertThat(Words.percent(99.9)).isEqualTo("99.9 %");
        assertThat(Words.percent(null)).isEqualTo("-");
    }

    @Test
    void duration_hasTheUnitThatReadsWell() {
        assertThat(Words.duration(8.6)).isEqualTo("9 ms");
        assertThat(Words.duration(1_240.0)).isEqualTo("1.2 s");
        assertThat(Words.duration(999.7)).isEqualTo("1.0 s");
        assertThat(Words.duration(null)).isEqualTo("-");
    }

    @Test
    void moment_hasASign() {
        assertThat(Words.moment(-0.5)).isEqualTo("-1 s");
        assertThat(Words.moment(12.9)).isEqualTo("+12 s");
    }
}
