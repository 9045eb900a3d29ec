package org.acme.breaker.redis;

import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.CreationException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.Ticker;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.breaker.redis.fleet.FleetListener;
import org.acme.breaker.redis.fleet.FleetReplica;
import org.acme.breaker.redis.fleet.FleetSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This application's replica of its fleet: started with the application if {@code
 * breaker.fleet.enabled}, and ticking on an event loop until it ends. A store that is away neither
 * stops the start nor touches readiness.
 */
@Singleton
final class Fleet implements LivingReplicas {

    private static final Logger LOG = Logger.getLogger("org.acme.breaker.fleet");

    private final FleetConfig config;
    private final CircuitBreakerRegistry registry;
    private final Ticker ticker;
    private final Vertx vertx;

    /** Written at the start. */
    private volatile @Nullable FleetReplica replica;

    private volatile long timer = -1;

    Fleet(FleetConfig config, CircuitBreakerRegistry registry, Ticker ticker, Vertx vertx) {
        this.config = config;
        this.registry = registry;
        this.ticker = ticker;
        this.vertx = vertx;
    }

    /** The replica; empty where this application is in no fleet. */
    Optional<FleetReplica> replica() {
        return Optional.ofNullable(replica);
    }

    @Override
    public int count() {
        FleetReplica mine = replica;
        int counted = mine == null ? 0 : mine.living();
        boolean sure = mine != null && mine.isConnected();
        return Math.max(1, sure ? counted : Math.max(counted, config.replicas()));
    }

    /** After the pipelines are made. */
    void start(
            @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE + 10) StartupEvent event,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "application")
                    String application,
            @ConfigProperty(name = "HOSTNAME", defaultValue = "replica") String host,
            @RedisClientName("fleet") Instance<Redis> redis,
            Pipelines pipelines) {
        FleetNames names = FleetNames.of(config, application, host);
        FleetSettings settings = names.settings(config);
        refuse(names.complaints(config, settings));
        if (!config.enabled()) {
            return;
        }
        if (pipelines.isPassThrough()) {
            LOG.info("breaker.enabled is false: the breakers take part in no fleet");
            return;
        }
        RedisFleetStore store = new RedisFleetStore(client(redis), names.fleet());
        FleetReplica started =
                new FleetReplica(settings, registry::all, ticker, store, new Log(names));
        replica = started;
        timer = vertx.setPeriodic(1, config.tick().toMillis(), due -> started.tick());
    }

    void stop(@Observes ShutdownEvent event) {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
    }

    private static Redis client(Instance<Redis> redis) {
        try {
            return redis.get();
        } catch (CreationException inactive) {
            throw new ConfigurationException(
                    "breaker.fleet.enabled is true, but there is no server: set"
                            + " quarkus.redis.fleet.hosts, such as redis://localhost:6379",
                    inactive);
        }
    }

    private static void refuse(List<String> complaints) {
        if (!complaints.isEmpty()) {
            throw new ConfigurationException(
                    "the configuration of the fleet is wrong:\n  "
                            + String.join("\n  ", complaints));
        }
    }

    /** One line when the fleet is found, and one when it is lost. */
    private record Log(FleetNames names) implements FleetListener {

        @Override
        public void connected(int living) {
            LOG.infof(
                    "fleet '%s': connected as %s, %d living replicas",
                    names.fleet(), names.replica(), living);
        }

        @Override
        public void alone(String reason) {
            LOG.warnf(
                    "fleet '%s': alone, every breaker decides for itself: %s",
                    names.fleet(), reason);
        }
    }
}
