package org.acme.workshop.origin;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import java.util.Set;

/** The names of this server in the browser's address line. */
@ConfigMapping(prefix = "control-room")
public interface AllowedHostsConfig {

    /** Additional names that the machine's operating system does not know, from DNS or a Wi-Fi. */
    Optional<Set<@Pattern(regexp = "[A-Za-z0-9.-]{1,253}") String>> names();
}
