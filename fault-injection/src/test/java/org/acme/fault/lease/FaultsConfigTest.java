package org.acme.fault.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultsConfigTest {

    @Test
    void nothingConfigured_isOff() {
        FaultsConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(FaultsConfig.class)
                        .build()
                        .getConfigMapping(FaultsConfig.class);

        assertThat(config.enabled()).isFalse();
        assertThat(config.maxLeases()).isEqualTo(1_000);
        assertThat(config.maxParked()).isEqualTo(10_000);
        assertThat(config.maxParkedBytes().asLongValue()).isEqualTo(16L * 1024 * 1024);
        assertThat(config.maxDuration()).isEqualTo(Duration.ofHours(1));
    }
}
