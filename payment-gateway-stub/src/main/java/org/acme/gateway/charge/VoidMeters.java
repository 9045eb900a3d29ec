package org.acme.gateway.charge;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** Counts answered voids, repeated ones included, by whether there was a payment to refund. */
@Singleton
final class VoidMeters implements MeterBinder {

    private final LongAdder voided = new LongAdder();
    private final LongAdder refunded = new LongAdder();

    @Override
    public void bindTo(MeterRegistry meters) {
        bind(meters, ChargeStatus.VOIDED, voided);
        bind(meters, ChargeStatus.REFUNDED, refunded);
    }

    private static void bind(MeterRegistry meters, ChargeStatus outcome, LongAdder count) {
        FunctionCounter.builder("gateway.voids", count, LongAdder::sum)
                .description("Voids by result: with or without a refund")
                .tag("outcome", outcome.id())
                .register(meters);
    }

    void count(VoidedOrder order) {
        (order.status() == ChargeStatus.REFUNDED ? refunded : voided).increment();
    }
}
