package org.acme.breaker.quarkus.admin;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.acme.breaker.CircuitBreakerEvent;
import org.acme.breaker.CircuitBreakerRegistry;
import org.acme.breaker.quarkus.config.BreakersConfig;

/** Publishes the events of all breakers, and a heartbeat when there are none. */
@Singleton
final class FeedSource {

    private static final long HEARTBEAT_MILLIS = 15_000;

    private final EventFeed feed;
    private final Vertx vertx;

    /** Written at startup, read at shutdown. */
    private volatile long timer = -1;

    FeedSource(EventFeed feed, Vertx vertx) {
        this.feed = feed;
        this.vertx = vertx;
    }

    /** Runs before the breakers are created. */
    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
            BreakersConfig config,
            CircuitBreakerRegistry registry) {
        if (config.admin().enabled()) {
            registry.onAdded(breaker -> breaker.onEvent(this::publish));
            timer =
                    vertx.setPeriodic(
                            HEARTBEAT_MILLIS, due -> feed.publish(BreakerEvent.heartbeat()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void publish(CircuitBreakerEvent event) {
        if (feed.readers() == 0) {
            return;
        }
        BreakerEvent published = BreakerEvent.of(event);
        if (published != null) {
            feed.publish(published);
        }
    }
}
