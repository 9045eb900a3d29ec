package org.acme.breaker.quarkus.rest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.acme.breaker.BreakerState;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Ticker;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.config.BreakersConfig;
import org.acme.breaker.quarkus.config.NamedSettings;
import org.acme.breaker.quarkus.pipeline.Pipelines;

/**
 * Holds one pipeline for each host, for clients that call many hosts: one failing host does not
 * affect the others.
 *
 * <pre>{@code
 * Price price = hosts.of(uri).call(() -> client.price(uri));
 * }</pre>
 *
 * Its name is {@code scheme://host:port}. Settings of that name come first, then those of {@code
 * hosts}, then the inherited ones. A host without a call for {@code breaker.host-idle} is removed
 * with its meters. At most {@code breaker.host-limit} hosts have their own pipeline; all further
 * hosts share the pipeline {@code hosts}, so that the number of metric labels is limited.
 */
@Singleton
public final class HostPipelines {

    private static final long LOOK_EVERY_MILLIS = 30_000;
    private static final Set<BreakerState> BY_HAND =
            EnumSet.of(BreakerState.FORCED_OPEN, BreakerState.DISABLED);

    private final BreakersConfig config;
    private final NamedSettings named;
    private final Pipelines pipelines;
    private final CircuitBreakerRegistry registry;
    private final Ticker ticker;

    /** Hosts are added and removed under this object's lock, and looked up without it. */
    private final ConcurrentMap<String, Host> hosts = new ConcurrentHashMap<>();

    /** Written at startup, read at shutdown. */
    private volatile long timer = -1;

    private static final class Host {
        private final Pipeline pipeline;

        /** Written by every caller; the last write is accurate enough. */
        private volatile long usedAt;

        Host(Pipeline pipeline, long usedAt) {
            this.pipeline = pipeline;
            this.usedAt = usedAt;
        }
    }

    HostPipelines(
            BreakersConfig config,
            NamedSettings named,
            Pipelines pipelines,
            CircuitBreakerRegistry registry,
            Ticker ticker) {
        this.config = config;
        this.named = named;
        this.pipelines = pipelines;
        this.registry = registry;
        this.ticker = ticker;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        timer = vertx.setPeriodic(LOOK_EVERY_MILLIS, due -> retireIdle());
    }

    void stop(@Observes ShutdownEvent event, Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    /**
     * Returns the pipeline of the host of {@code uri}.
     *
     * @throws IllegalArgumentException if {@code uri} has no host
     */
    public Pipeline of(URI uri) {
        String name = nameOf(uri);
        Host known = hosts.get(name);
        if (known == null) {
            return add(name);
        }
        known.usedAt = ticker.nanos();
        return known.pipeline;
    }

    /**
     * Returns the name of a host: scheme, host and port, without user, path and query.
     *
     * @throws IllegalArgumentException if {@code uri} has no host
     */
    public static String nameOf(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "the scheme or the host is missing in " + uri.getPath());
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    private synchronized Pipeline add(String name) {
        Host meanwhile = hosts.get(name);
        if (meanwhile != null) {
            return meanwhile.pipeline;
        }
        if (hosts.size() >= config.hostLimit()) {
            return pipelines.pipeline(BreakersConfig.HOSTS);
        }
        Pipeline made = pipelines.pipeline(name);
        hosts.put(name, new Host(made, ticker.nanos()));
        return made;
    }

    /** Removes hosts that were idle long enough, unless they are configured or were set by hand. */
    synchronized void retireIdle() {
        long now = ticker.nanos();
        Duration idle = config.hostIdle();
        hosts.forEach(
                (name, host) -> {
                    if (now - host.usedAt >= idle.toNanos() && isRetirable(name)) {
                        hosts.remove(name);
                        registry.remove(name);
                    }
                });
    }

    private boolean isRetirable(String name) {
        return !named.has(name)
                && (pipelines.isPassThrough() || !BY_HAND.contains(registry.states().get(name)));
    }
}
