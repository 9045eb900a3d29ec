package org.acme.inventory.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliverySettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void goodValues_areKept() {
        DeliverySettings settings = new DeliverySettings(300, 1000, SECOND);

        assertThat(settings.quantity()).isEqualTo(1000);
    }

    @Test
    void wrongValue_isNamedWithWhatIsAllowed() {
        assertThatThrownBy(() -> new DeliverySettings(0, 1000, SECOND))
                .hasMessage(
                        "inventory.deliveries.low-water-mark must be between 1 and 1000000 (pieces),"
                                + " but is 0");
        assertThatThrownBy(() -> new DeliverySettings(300, 2_000_000, SECOND))
                .hasMessageContaining("inventory.deliveries.quantity")
                .hasMessageContaining("2000000");
        assertThatThrownBy(() -> new DeliverySettings(300, 1000, Duration.ZERO))
                .hasMessage(
                        "inventory.deliveries.every must be between PT0.1S and PT1H, but is PT0S");
    }
}
