package org.acme.checkout.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

/** Counts the status changes of orders. All counters exist from the start, at 0. */
@Startup
@ApplicationScoped
public class OrderMeters {

    private final Map<OrderStatus, Counter> entered = new EnumMap<>(OrderStatus.class);
    private final Counter oversold;

    public OrderMeters(MeterRegistry registry) {
        for (OrderStatus status : OrderStatus.values()) {
            entered.put(
                    status,
                    Counter.builder("orders")
                            .description("Orders that entered this status")
                            .tag("status", status.name())
                            .register(registry));
        }
        oversold =
                Counter.builder("orders.oversold")
                        .description("Orders accepted on snapshot stock that inventory rejected")
                        .register(registry);
    }

    /** Counts an order that has entered a status. */
    void entered(OrderStatus status) {
        Counter counter = entered.get(status);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Counts a change of an order's facts. */
    void changed(OrderFacts before, OrderFacts after) {
        if (before.status() != after.status()) {
            entered(after.status());
        }
        if (before.reservation() == ReservationFact.OWED
                && after.reservation() == ReservationFact.REFUSING) {
            oversold.increment();
        }
    }
}
