package org.acme.fault.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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
        "/charges/by-order/*/void, /charges/by-order/7/8/void, false",
        "/**/void, /charges/by-order/7/void, true",
        "/**/void, /charges/by-order/7/void/7, false",
        "/**, /anything, true",
        "/***, /anything/deeper, true",
        "/a.c, /abc, false",
        "/(a+)+$, /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
    })
    void matches_starIsOneSegment_twoAreTheRest(String pattern, String path, boolean expected) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(expected);
    }

    @Test
    void matches_everyShortPattern_asTheRegularExpressionWould() {
        List<String> paths = allOf("/ab", 5);
        for (String pattern : allOf("/a*", 6)) {
            if (pattern.contains("***")) {
                continue;
            }
            Pattern regex =
                    Pattern.compile(
                            pattern.replace("**", ".+?")
                                    .replace("*", "[^/]*")
                                    .replace(".+?", ".*"));
            PathPattern ours = PathPattern.of(pattern);
            for (String path : paths) {
                assertThat(ours.matches(path))
                        .as("%s on %s", pattern, path)
                        .isEqualTo(regex.matcher(path).matches());
            }
        }
    }

    /**
     * Trying every way to share the path out among the stars would take longer than there is time.
     */
    @ParameterizedTest
    @CsvSource({
        "**a, a, **b, false",
        "*a, a, *b, false",
        "**a, a, **, true",
        "**a*a, a, *b, false"
    })
    void matches_hostilePatternOnALongPath_answers(
            String part, String letter, String end, boolean expected) {
        PathPattern pattern = PathPattern.of("/" + part.repeat(50) + end);

        assertThat(pattern.matches("/" + letter.repeat(4_000))).isEqualTo(expected);
    }

    /** All texts of these letters, up to so long. */
    private static List<String> allOf(String letters, int longest) {
        List<String> all = new ArrayList<>(List.of(""));
        int begin = 0;
        for (int length = 1; length <= longest; length++) {
            int end = all.size();
            for (int i = begin; i < end; i++) {
                for (char letter : letters.toCharArray()) {
                    all.add(all.get(i) + letter);
                }
            }
            begin = end;
        }
        return all;
    }
}
