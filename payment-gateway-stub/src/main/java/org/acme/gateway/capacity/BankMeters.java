package org.acme.gateway.capacity;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Publishes the state of the bank; all meters exist from the start. */
@Singleton
final class BankMeters implements MeterBinder {

    private final Bank bank;

    BankMeters(Bank bank) {
        this.bank = bank;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("bank.busy", bank, Bank::busy)
                .description("Charges in progress at the bank")
                .register(meters);
        Gauge.builder("bank.waiting", bank, Bank::waiting)
                .description("Charges waiting for the bank")
                .register(meters);
        FunctionCounter.builder("bank.arrivals", bank.arrivals(), LongAdder::sum)
                .description("Charges that reached the bank")
                .register(meters);
        FunctionCounter.builder("bank.refused", bank.refusals(), LongAdder::sum)
                .description("Charges rejected because the queue of the bank was full")
                .register(meters);
        Gauge.builder("bank.workers", bank, asked -> asked.size().workers())
                .description("Charges that the bank can process at once")
                .register(meters);
        Gauge.builder("bank.capacity", bank, asked -> asked.size().chargesPerSecond())
                .description("Charges per second that the bank can process")
                .register(meters);
        changed(meters, "bank_workers", BankSize::workers);
        changed(meters, "bank_queue", BankSize::queue);
        changed(meters, "bank_service_time", size -> size.time().withSeed(0));
    }

    /**
     * Adds a gauge for a changed setting; its label is like that of faults, because a smaller bank
     * is injected like a fault.
     */
    private void changed(MeterRegistry meters, String kind, Function<BankSize, Object> part) {
        Gauge.builder(
                        "bank.changed",
                        bank,
                        asked ->
                                part.apply(asked.size()).equals(part.apply(asked.configured()))
                                        ? 0
                                        : 1)
                .description("1 while this setting of the bank differs from the configuration")
                .tag("kind", kind)
                .register(meters);
    }
}
