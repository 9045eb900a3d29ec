package org.acme.breaker.quarkus;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfigBuilder;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.PipelineCustomizer;

/** A small application that uses what is tested here. */
@Singleton
@Path("/shop")
public class TestShop {

    /** A card was declined: the gateway is fine. */
    public static final class DeclinedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What the payment breaker can't read in a properties file. */
    @Singleton
    @Named("payment")
    public static class PaymentRules implements PipelineCustomizer {
        @Override
        public void customize(CircuitBreakerConfigBuilder breaker) {
            breaker.ignoreExceptions(DeclinedException.class)
                    .failureResult(result -> "broken".equals(result));
        }
    }

    @Inject
    @Named("payment")
    Pipeline payment;

    @Inject
    @Named("inventory")
    CircuitBreaker inventory;

    private final AtomicInteger busy = new AtomicInteger();
    private final CountDownLatch free = new CountDownLatch(1);

    public Pipeline payment() {
        return payment;
    }

    public CircuitBreaker inventory() {
        return inventory;
    }

    /** Occupies a worker thread until {@link #free()}. */
    @GET
    @Path("/busy")
    public String block() throws InterruptedException {
        busy.incrementAndGet();
        free.await();
        return "done";
    }

    public int busy() {
        return busy.get();
    }

    public void free() {
        free.countDown();
    }
}
