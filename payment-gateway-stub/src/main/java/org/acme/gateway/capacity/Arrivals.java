package org.acme.gateway.capacity;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts charge requests as they reach the gateway, whatever happens to them: including those that
 * a fault delays, rejects or breaks, which the bank never receives. Divided by the users' arrivals
 * it shows how much load retries add and an open breaker avoids.
 */
@Singleton
final class Arrivals implements MeterBinder {

    private final LongAdder seen = new LongAdder();

    @Override
    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("gateway.arrivals", seen, LongAdder::sum)
                .description("Charge requests, counted before any fault applies")
                .register(meters);
    }

    /**
     * Installs the counter. It must come before the faults' route, which has the same order: the
     * first one installed runs first.
     */
    void install(@Observes @Priority(1) Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::count);
    }

    private void count(RoutingContext exchange) {
        if (HttpMethod.POST.equals(exchange.request().method())
                && "/charges".equals(exchange.normalizedPath())) {
            seen.increment();
        }
        exchange.next();
    }
}
