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
 * Counts the charges that callers ask for as they reach this gateway, whatever becomes of them: hung, refused and broken
 * ones too, which the bank behind never sees. Divided by the users' arrivals it shows what retries add, and what an open
 * breaker spares.
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

    /** Installed before the faults' route, which has the same order: the first one to come is asked first. */
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
