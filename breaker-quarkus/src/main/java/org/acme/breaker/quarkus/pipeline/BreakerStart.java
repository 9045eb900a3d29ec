package org.acme.breaker.quarkus.pipeline;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.acme.breaker.quarkus.config.InvalidSettingsException;
import org.acme.breaker.quarkus.config.KeyCheck;
import org.acme.breaker.quarkus.config.NamedSettings;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Creates every pipeline before the first request, and stops the startup if the configuration is
 * wrong.
 */
final class BreakerStart {

    private static final Logger LOG = Logger.getLogger(BreakerStart.class);

    private static final Duration LONGEST_IDLE = Duration.ofDays(365);

    private final BreakersConfig breakers;
    private final NamedSettings named;
    private final InjectedNames injected;
    private final Pipelines pipelines;
    private final PipelineFactory factory;
    private final Config config;
    private final Set<String> further;

    BreakerStart(
            BreakersConfig breakers,
            NamedSettings named,
            InjectedNames injected,
            Pipelines pipelines,
            PipelineFactory factory,
            Config config,
            OtherKeys others) {
        this.breakers = breakers;
        this.named = named;
        this.injected = injected;
        this.pipelines = pipelines;
        this.factory = factory;
        this.config = config;
        this.further = others.keys();
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        Set<String> names = new TreeSet<>(injected.names());
        names.addAll(named.names());
        names.remove(BreakersConfig.DEFAULT);

        Set<String> complaints =
                new LinkedHashSet<>(
                        KeyCheck.unknownKeys(config.unwrap(SmallRyeConfig.class), further));
        complainAboutHosts(complaints);
        complaintsOf(() -> factory.breakerConfig(BreakersConfig.DEFAULT, null), complaints);
        names.forEach(name -> complaintsOf(() -> pipelines.pipeline(name), complaints));
        if (!complaints.isEmpty()) {
            throw new ConfigurationException(
                    "the configuration of breakers is wrong:\n  "
                            + String.join("\n  ", complaints));
        }
        KeyCheck.uselessVariables(System.getenv().keySet(), names, further).forEach(LOG::warn);
        if (pipelines.isPassThrough()) {
            LOG.info("breaker.enabled is false: all calls run without protection");
        }
    }

    private void complainAboutHosts(Set<String> complaints) {
        if (breakers.hostLimit() < 1) {
            complaints.add("breaker.host-limit must be at least 1, but is " + breakers.hostLimit());
        }
        Duration idle = breakers.hostIdle();
        if (idle.isZero() || idle.isNegative() || idle.compareTo(LONGEST_IDLE) > 0) {
            complaints.add(
                    "breaker.host-idle must be above PT0S and at most 365 days, but is " + idle);
        }
    }

    private static void complaintsOf(Runnable step, Set<String> complaints) {
        try {
            step.run();
        } catch (InvalidSettingsException e) {
            e.complaints().forEach(complaint -> complaints.add(complaint.message()));
        }
    }
}
