package org.acme.gateway.capacity;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** What the bank is doing, all of it from the start. */
@Singleton
final class BankMeters implements MeterBinder {

    private final Bank bank;

    BankMeters(Bank bank) {
        this.bank = bank;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("bank.busy", bank, Bank::busy)
                .description("Charges that the bank is working on")
                .register(meters);
        Gauge.builder("bank.waiting", bank, Bank::waiting)
                .description("Charges that wait for the bank")
                .register(meters);
        FunctionCounter.builder("bank.arrivals", bank.arrivals(), LongAdder::sum)
                .description("Charges that have come to the bank")
                .register(meters);
        FunctionCounter.builder("bank.refused", bank.refusals(), LongAdder::sum)
                .description("Charges that found the bank's line full")
                .register(meters);
    }
}
