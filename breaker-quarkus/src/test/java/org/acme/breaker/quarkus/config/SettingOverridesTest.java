package org.acme.breaker.quarkus.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingOverridesTest {

    @Test
    void unknownChoice_isAnsweredWithThoseThereAre_andNotWithOurClasses() {
        assertThatThrownBy(() -> SettingOverrides.requireAcceptable(Map.of("mode", "60"), Set.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("mode must be one of")
                .hasMessageContaining("enforced, dry-run, disabled, forced-open, but is 60")
                .hasMessageNotContaining("org.acme");
    }
}
