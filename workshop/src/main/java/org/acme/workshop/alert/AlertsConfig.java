package org.acme.workshop.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The source of alerts. */
@ConfigMapping(prefix = "alerts")
interface AlertsConfig {

    /**
     * Whether an Alertmanager sends alerts; without one, the page shows openings of breakers, and
     * no scenario can expect an alert.
     */
    @WithDefault("false")
    boolean alertmanager();
}
