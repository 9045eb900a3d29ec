package org.acme.chassis.problem;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;

/**
 * The naming of this service's problems. Read when the first problem is written: request filters
 * exist before the configuration of the running application.
 */
@ConfigMapping(prefix = "chassis.problem")
public interface ProblemConfig {

    /** The service's part of a type: {@code urn:problem:<namespace>:<name>}. */
    @Pattern(regexp = "[a-z][a-z0-9-]{0,31}")
    String namespace();
}
