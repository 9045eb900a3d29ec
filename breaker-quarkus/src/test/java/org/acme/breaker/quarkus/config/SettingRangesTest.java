package org.acme.breaker.quarkus.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the range that the documentation gives for a setting against what is accepted. */
class SettingRangesTest {

    private static final Pattern FROM_TO = Pattern.compile("(\\d+) to (\\d+)( days)?(?:, .*)?");
    private static final Pattern ABOVE = Pattern.compile("above 0, at most (\\d+)( days)?");
    private static final Pattern AT_LEAST = Pattern.compile("at least (\\d+)(?:, .*)?");

    /** What the other settings need to be looked at. */
    private static final List<String> COMPANY =
            List.of(
                    "slow-call-duration=1s",
                    "ramp.percents=10",
                    "open-wait.factor=2",
                    "open-wait.max=365d",
                    "retry.max-attempts=2",
                    "retry.max-backoff=365d",
                    "retry.budget.percent=10",
                    "hedge.delay=10ms",
                    "bulkhead.adaptive.max=100000",
                    "bulkhead.adaptive.baseline-every=365d",
                    "rate-limit.permits=10",
                    "chaos.faults=1");

    static Stream<Setting<?>> settings() {
        return ConfigKeys.ofAName().stream().map(key -> SettingsTable.find(key).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void rangeOnThePage_isTheRealOne(Setting<?> setting) {
        Matcher fromTo = FROM_TO.matcher(setting.allowed());
        Matcher above = ABOVE.matcher(setting.allowed());
        Matcher atLeast = AT_LEAST.matcher(setting.allowed());
        if (fromTo.matches()) {
            String unit = fromTo.group(3) == null ? "" : "d";
            boundary(setting, fromTo.group(1), "-" + step(setting), unit);
            boundary(setting, fromTo.group(2), step(setting), unit);
        } else if (above.matches()) {
            String unit = above.group(2) == null ? "" : "d";
            assertThat(complaints(setting, "0")).as("0").isNotEmpty();
            boundary(setting, above.group(1), step(setting), unit);
        } else if (atLeast.matches()) {
            boundary(setting, atLeast.group(1), "-" + step(setting), "");
        }
    }

    @Test
    void mostRanges_areLookedAt() {
        assertThat(
                        settings()
                                .map(Setting::allowed)
                                .filter(
                                        range ->
                                                Stream.of(FROM_TO, ABOVE, AT_LEAST)
                                                        .anyMatch(p -> p.matcher(range).matches())))
                .hasSizeGreaterThan(40);
    }

    private static String step(Setting<?> setting) {
        return setting.type() == SettingType.NUMBER ? "0.001" : "1";
    }

    /** The bound itself is accepted, a step beyond it is refused. */
    private static void boundary(Setting<?> setting, String bound, String beyond, String unit) {
        assertThat(complaints(setting, text(Double.parseDouble(bound), setting) + unit))
                .as(bound)
                .isEmpty();
        double outside = Double.parseDouble(bound) + Double.parseDouble(beyond);
        assertThat(complaints(setting, text(outside, setting) + unit)).as("outside").isNotEmpty();
    }

    private static String text(double value, Setting<?> setting) {
        return setting.type() == SettingType.NUMBER
                ? Double.toString(value)
                : Long.toString((long) value);
    }

    private static List<String> complaints(Setting<?> setting, String value) {
        List<String> lines = new ArrayList<>();
        COMPANY.stream()
                .filter(line -> !line.startsWith(setting.key() + "="))
                .map("breaker.payment."::concat)
                .forEach(lines::add);
        lines.add("breaker.payment." + setting.key() + "=" + value);
        if (setting.key().equals("window-calls")) {
            lines.add("breaker.payment.minimum-calls=1");
            lines.add("breaker.payment.ramp.minimum-calls=1");
        }
        return EverySetting.complaints(Properties.layers("payment", lines.toArray(String[]::new)));
    }
}
