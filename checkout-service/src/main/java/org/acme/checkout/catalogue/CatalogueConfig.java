package org.acme.checkout.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of the catalogue snapshot. */
@ConfigMapping(prefix = "checkout.catalogue")
public interface CatalogueConfig {

    /** How often the snapshot is refreshed in the background. */
    @WithDefault("2s")
    @DurationMin(
            millis = 100,
            message =
                    "checkout.catalogue.refresh-every must be at least 100ms, but is ${validatedValue}")
    Duration refreshEvery();

    /** The age at which a snapshot no longer prices orders or promises stock. */
    @WithDefault("10m")
    @DurationMin(
            seconds = 1,
            message = "checkout.catalogue.max-age must be at least 1s, but is ${validatedValue}")
    Duration maxAge();
}
