package org.acme.inventory.delivery;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Checks the stock periodically on a separate thread, and delivers products that run low. */
@Startup
@Singleton
public class Restocker {

    private static final Logger LOG = Logger.getLogger(Restocker.class);

    private final Deliveries deliveries;
    private final StockGauges gauges;
    private final boolean enabled;
    private final DeliverySettings settings;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Restocker::daemon);

    /** Whether the last check failed, to log that once. Confined to the restocking thread. */
    private boolean failing;

    Restocker(Deliveries deliveries, StockGauges gauges, DeliveryConfig config) {
        this.deliveries = deliveries;
        this.gauges = gauges;
        this.enabled = config.enabled();
        this.settings = DeliverySettings.of(config);
    }

    @PostConstruct
    void start() {
        long every = settings.every().toMillis();
        thread.scheduleWithFixedDelay(this::look, 0, every, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            restock();
            failing = false;
        } catch (RuntimeException e) { // otherwise the task would never run again
            if (!failing) {
                LOG.warnf("restocking failed, next attempt follows: %s", e.getMessage());
            }
            failing = true;
        }
    }

    /** Checks once: delivers every product below the mark. */
    void restock() {
        Map<String, Long> levels = deliveries.levels();
        gauges.show(levels);
        if (enabled) {
            levels.forEach(this::restock);
        }
    }

    private void restock(String sku, long available) {
        if (available < settings.lowWaterMark()
                && deliveries.deliver(sku, settings.lowWaterMark(), settings.quantity())) {
            LOG.infof("delivered sku=%s quantity=%d", sku, settings.quantity());
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "restocker");
        thread.setDaemon(true);
        return thread;
    }
}
