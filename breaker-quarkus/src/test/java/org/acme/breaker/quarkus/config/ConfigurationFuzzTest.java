package org.acme.breaker.quarkus.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is written: it is either applied or refused with the key in the message. */
class ConfigurationFuzzTest {

    private static final int ROUNDS = 300;
    private static final List<String> NAMES =
            List.of("payment", "default", "\"payment\"", "\"http://a:80\"", "\"\"", "a.b", "ä");
    private static final List<String> VALUES =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "50",
                    "100.0000001",
                    "1e400",
                    "NaN",
                    "Infinity",
                    "-0.0",
                    "",
                    " ",
                    "5s",
                    "PT0.000000001S",
                    "-5s",
                    "P9999999D",
                    "99999999999999999999",
                    "true",
                    "enforced",
                    "dry-run",
                    "DRY_RUN",
                    "10,25,50",
                    "1,,2",
                    ",",
                    "null",
                    "${x}",
                    "\\",
                    "\u0000",
                    "٣",
                    "2147483648",
                    "9223372036854775807");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anything_isAppliedOrRefusedByName(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, String> properties = new HashMap<>();
            for (int i = 0; i <= random.nextInt(4); i++) {
                properties.put(key(random), VALUES.get(random.nextInt(VALUES.size())));
            }
            List<String> complaints = complaints(properties);
            assertThat(complaints)
                    .as("seed %d: %s", seed, properties)
                    .allSatisfy(complaint -> assertThat(complaint).contains("breaker."));
        }
    }

    /** No setting can be nonsense: whoever accepts it has overlooked the key. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void damagedKey_isNeverOverlooked(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            String key = damaged(key(random), random);
            assertThat(complaints(Map.of(key, "?")))
                    .as("seed %d: %s", seed, key)
                    .isNotEmpty()
                    .allSatisfy(complaint -> assertThat(complaint).contains("breaker."));
        }
    }

    private static String key(Random random) {
        List<String> settings = new ArrayList<>(ConfigKeys.ofAName());
        String setting = settings.get(random.nextInt(settings.size()));
        String key = "breaker." + NAMES.get(random.nextInt(NAMES.size())) + "." + setting;
        return random.nextInt(5) == 0 ? damaged(key, random) : key;
    }

    private static String damaged(String key, Random random) {
        int at = "breaker.".length() + random.nextInt(key.length() - "breaker.".length());
        return switch (random.nextInt(3)) {
            case 0 -> key.substring(0, at) + key.substring(at + 1);
            case 1 -> key.substring(0, at) + "x." + key.substring(at);
            default -> key.substring(0, at) + '[' + key.substring(at);
        };
    }

    private static List<String> complaints(Map<String, String> properties) {
        SmallRyeConfig config;
        try {
            config = Properties.of(properties);
        } catch (ConfigValidationException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        List<String> complaints = new ArrayList<>(KeyCheck.unknownKeys(config, Set.of()));
        for (String name : new NamedSettings(config).names()) {
            InheritedSettings layers = Properties.layers(name, config);
            complaints.addAll(EverySetting.complaints(layers));
        }
        return complaints;
    }
}
