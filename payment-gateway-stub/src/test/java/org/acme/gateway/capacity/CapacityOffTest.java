package org.acme.gateway.capacity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import org.acme.chassis.problem.ProblemException;
import org.acme.fault.lease.FaultsConfig;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** As the stub is started where nobody asks for faults: by its own settings, and no environment. */
class CapacityOffTest {

    @Test
    void nothingAsked_capacityStaysAsConfigured() throws IOException {
        SmallRyeConfig config = asDelivered();
        Bank bank = new Bank(config.getConfigMapping(CapacityConfig.class), (millis, action) -> {});
        BankSize configured = bank.size();
        CapacityResource resource =
                new CapacityResource(config.getConfigMapping(FaultsConfig.class), bank);

        CapacityChange wish = new CapacityChange(1, 0, null, 1, null, 1, null, 60);
        assertRefused(() -> resource.change(wish));
        assertRefused(resource::show);
        assertRefused(resource::restore);

        assertThat(bank.size()).isEqualTo(configured);
    }

    private static void assertRefused(ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(403))
                .hasMessageContaining("FAULTS_ENABLED=true");
    }

    private static SmallRyeConfig asDelivered() throws IOException {
        var settings = CapacityOffTest.class.getResource("/application.properties");
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(requireNonNull(settings)))
                .withMapping(FaultsConfig.class)
                .withMapping(CapacityConfig.class)
                .build();
    }
}
