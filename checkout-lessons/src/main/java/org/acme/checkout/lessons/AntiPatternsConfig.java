package org.acme.checkout.lessons;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The settings of the bad habits. */
@ConfigMapping(prefix = "checkout.habits")
interface AntiPatternsConfig {

    /** Whether lessons may switch them on ({@code HABITS_ENABLED=true}). */
    @WithDefault("false")
    boolean enabled();
}
