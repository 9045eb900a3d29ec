package org.acme.fault.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, 500",
        "3s, 3000",
        "1.5s, 1500",
        "1m, 60000",
        "2h, 7200000",
        "0s, 0",
        "PT3S, 3000",
        "PT1M0.5S, 60500"
    })
    void parse_knownUnit_isRead(String text, long millis) {
        assertThat(DurationText.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "s",
                "-3s",
                "3 parsecs",
                "3d",
                "1e3s",
                "PT-3S",
                "P",
                "9999999999s",
                "1s1s",
                " 3s",
                "３s"
            })
    void parse_anythingElse_isNoDuration(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @Test
    void parse_hugeIso_isNoDuration() {
        assertThat(DurationText.parse("PT" + "9".repeat(30) + "S")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0ms", "1ms", "1500ms", "3s", "60s", "90s", "2m", "1h", "24h"})
    void format_shortForm_isReadBack(String text) {
        assertThat(DurationText.format(DurationText.parse(text).orElseThrow())).isEqualTo(text);
    }
}
