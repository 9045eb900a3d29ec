package org.acme.workshop.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who tells this room of alerts. */
@ConfigMapping(prefix = "alerts")
interface AlertsConfig {

    /** Whether an Alertmanager does: without one, no scenario can expect an alert. */
    @WithDefault("false")
    boolean alertmanager();
}
