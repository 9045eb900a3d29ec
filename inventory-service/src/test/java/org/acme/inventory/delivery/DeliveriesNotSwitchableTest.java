package org.acme.inventory.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.sql.SQLException;
import org.acme.chassis.problem.ProblemException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * As the service is started where nobody asks for faults: by its own settings, and no environment.
 */
class DeliveriesNotSwitchableTest {

    private final Jdbi untouched =
            Jdbi.create(
                    () -> {
                        throw new SQLException("a refused request must not reach the database");
                    });

    @Test
    void nothingAsked_deliveriesCantBePausedOrResumed() throws IOException {
        DeliveryResource resource = new DeliveryResource(new Deliveries(untouched), asDelivered());

        assertRefused(resource, new PolicyRequest(false, "60s"));
        assertRefused(resource, new PolicyRequest(true, null));
    }

    private static void assertRefused(DeliveryResource resource, PolicyRequest request) {
        assertThatThrownBy(() -> resource.put(request))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(404))
                .hasMessageContaining("FAULTS_ENABLED=true");
    }

    private static DeliveryConfig asDelivered() throws IOException {
        var settings = DeliveriesNotSwitchableTest.class.getResource("/application.properties");
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(requireNonNull(settings)))
                .withMapping(DeliveryConfig.class)
                .build()
                .getConfigMapping(DeliveryConfig.class);
    }
}
