package org.acme.breaker.redis;

import jakarta.inject.Singleton;
import java.util.SortedSet;
import org.acme.breaker.quarkus.config.ConfigKeys;
import org.acme.breaker.quarkus.config.FurtherSettings;

/** Makes the keys of this module known to the check for unknown keys. */
@Singleton
final class FleetKeys implements FurtherSettings {

    @Override
    public SortedSet<String> keys() {
        return ConfigKeys.below("fleet.", FleetConfig.class);
    }
}
