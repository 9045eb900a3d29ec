package org.acme.breaker.quarkus.pipeline;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.acme.breaker.CircuitBreakerRegistry;

/** Polls every breaker, so that changes that are due by time alone happen without calls. */
@Singleton
final class Poller {

    private static final long EVERY_MILLIS = 500;

    private final Vertx vertx;
    private final CircuitBreakerRegistry registry;

    /** Written at startup, read at shutdown. */
    private volatile long timer;

    Poller(Vertx vertx, CircuitBreakerRegistry registry) {
        this.vertx = vertx;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(EVERY_MILLIS, due -> registry.pollAll());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }
}
