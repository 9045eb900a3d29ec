package org.acme.breaker.quarkus.config;

import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings under {@code breaker.} that belong to no name; {@link NamedSettings} reads the
 * others.
 */
@ConfigMapping(prefix = "breaker")
public interface BreakersConfig {

    /** The name from which all others inherit settings. */
    String DEFAULT = "default";

    /**
     * The name from which the pipelines of single hosts inherit settings and rules; also the
     * pipeline that hosts share when there are too many of them.
     */
    String HOSTS = "hosts";

    /**
     * Whether calls are protected. {@code false}: every pipeline passes its calls through, without
     * retry, timeout, bulkhead or fallback, and its breaker is disabled.
     */
    @WithDefault("true")
    @WithConverter(Switch.class)
    boolean enabled();

    /** The admin endpoint {@code /breakers}. */
    Admin admin();

    /** The time without a call after which a host's pipeline is removed. */
    @WithDefault("10m")
    Duration hostIdle();

    /** The largest number of hosts that have their own pipeline. */
    @WithDefault("100")
    int hostLimit();

    /** The settings of the admin endpoint. */
    interface Admin {

        /** Whether {@code /breakers} is available. */
        @WithDefault("false")
        @WithConverter(Switch.class)
        boolean enabled();

        /**
         * The bearer token that clients must send; without it, none is needed. Leading and trailing
         * blanks are removed, because no header could contain them.
         */
        Optional<@WithConverter(TrimmedStringConverter.class) String> token();
    }
}
