package org.acme.inventory.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Shows the restocker's last reading; a scrape never queries the database. */
@Singleton
class StockGauges {

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> shown = new ConcurrentHashMap<>();

    StockGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    void show(Map<String, Long> levels) {
        levels.forEach((sku, left) -> shown.computeIfAbsent(sku, this::register).set(left));
    }

    private AtomicLong register(String sku) {
        AtomicLong value = new AtomicLong();
        Gauge.builder("inventory.stock.available", value, AtomicLong::doubleValue)
                .description("Available stock at the last check of the restocker")
                .tag("sku", sku)
                .register(registry);
        return value;
    }
}
