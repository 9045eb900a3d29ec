package org.acme.benchmarks;

import dev.failsafe.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.acme.breaker.CircuitBreakerConfig;

/**
 * Measures how many bytes the 10,000 breakers of a registry keep alive after a few calls each.
 * Prints one line for each library: the live heap after a collection, with and without the
 * breakers.
 */
public final class Footprint {

    private static final int BREAKERS = 10_000;
    private static final int CALLS = 10;

    private Footprint() {}

    /** Measures this library and the others. */
    public static void main(String[] arguments) {
        var ours = org.acme.breaker.CircuitBreakerRegistry.of(CircuitBreakerConfig.defaults());
        report("breaker-lib, time window", i -> used(ours.breaker("host-" + i)));
        var r4j = CircuitBreakerRegistry.ofDefaults();
        report("resilience4j, count window", i -> used(r4j.circuitBreaker("host-" + i)));
        report("Failsafe, time window, without a registry", i -> used(Peers.failsafeTime()));
    }

    private static Object used(org.acme.breaker.CircuitBreaker breaker) {
        for (int call = 0; call < CALLS; call++) {
            breaker.run(() -> {});
        }
        return breaker;
    }

    private static Object used(io.github.resilience4j.circuitbreaker.CircuitBreaker breaker) {
        for (int call = 0; call < CALLS; call++) {
            breaker.executeRunnable(() -> {});
        }
        return breaker;
    }

    private static Object used(CircuitBreaker<Object> breaker) {
        for (int call = 0; call < CALLS; call++) {
            breaker.recordSuccess();
        }
        return breaker;
    }

    private static void report(String name, IntFunction<Object> make) {
        List<Object> kept = new ArrayList<>(BREAKERS + 1);
        kept.add(make.apply(-1));
        long before = live();
        for (int i = 0; i < BREAKERS; i++) {
            kept.add(make.apply(i));
        }
        long bytes = (live() - before) / BREAKERS;
        System.out.println(
                String.format(
                        Locale.ROOT, "%-45s %,6d bytes each of %,d", name, bytes, kept.size() - 1));
    }

    private static long live() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
