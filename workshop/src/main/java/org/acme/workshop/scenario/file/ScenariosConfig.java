package org.acme.workshop.scenario.file;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The location of the scenarios. */
@ConfigMapping(prefix = "scenarios")
interface ScenariosConfig {

    /**
     * A directory of {@code *.yaml} files; without it, the scenarios packaged with this service.
     */
    Optional<String> directory();
}
