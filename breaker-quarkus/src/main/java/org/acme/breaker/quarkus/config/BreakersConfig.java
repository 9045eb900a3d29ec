package org.acme.breaker.quarkus.config;

import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Everything that stands under {@code breaker.} in the configuration. */
@ConfigMapping(prefix = "breaker")
public interface BreakersConfig {

    /** The name whose settings all others inherit. */
    String DEFAULT = "default";

    /**
     * The name whose settings and rules the pipelines of single hosts inherit, and the pipeline that
     * hosts share when there are too many of them.
     */
    String HOSTS = "hosts";

    /**
     * Whether calls are protected. {@code false}: every pipeline passes its calls straight through,
     * without retry, timeout, bulkhead or fallback, and its breaker is disabled.
     */
    @WithDefault("true")
    @WithConverter(Switch.class)
    boolean enabled();

    /** The admin endpoint {@code /breakers}. */
    Admin admin();

    /** After which time without a call a host's pipeline is forgotten. */
    @WithDefault("10m")
    Duration hostIdle();

    /** How many hosts have a pipeline of their own. */
    @WithDefault("100")
    int hostLimit();

    /** The settings of each name, as far as they were written; {@link #DEFAULT} among them. */
    @WithParentName
    Map<String, BreakerConfigMapping> named();

    /** The admin endpoint. */
    interface Admin {

        /** Whether {@code /breakers} answers at all. */
        @WithDefault("false")
        @WithConverter(Switch.class)
        boolean enabled();

        /**
         * The bearer token that is asked for; without it nobody is asked for one. Blanks around it
         * are no part of it, as no header could carry them.
         */
        Optional<@WithConverter(TrimmedStringConverter.class) String> token();
    }
}
