package org.acme.checkout.remote;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts the calls that another service rejected as invalid. No breaker records them, so without
 * these counters a revoked credential would be invisible until the first orders are given up.
 */
final class Rejections {

    private final Counter credential;
    private final Counter other;

    /**
     * Registers both counters of {@code service}, so that they exist before the first rejection.
     */
    Rejections(String service, MeterRegistry registry) {
        credential = counter(service, "credential", registry);
        other = counter(service, "other", registry);
    }

    void count(RemoteRejection rejection) {
        (rejection.isAboutCredential() ? credential : other).increment();
    }

    private static Counter counter(String service, String reason, MeterRegistry registry) {
        return Counter.builder("remote.rejections")
                .description("Calls that another service rejected as invalid")
                .tag("name", service)
                .tag("reason", reason)
                .register(registry);
    }
}
