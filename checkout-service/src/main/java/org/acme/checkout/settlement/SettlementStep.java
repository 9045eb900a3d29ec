package org.acme.checkout.settlement;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.acme.breaker.CallNotPermittedException;
import org.acme.breaker.retry.Backoff;
import org.acme.checkout.inventory.InventoryPolicy;
import org.acme.checkout.order.Claim;
import org.acme.checkout.order.NextStep;
import org.acme.checkout.order.Order;
import org.acme.checkout.order.OrderProgress;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.OrderStore;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.payment.PaymentPolicy;
import org.acme.checkout.remote.Outage;
import org.acme.checkout.remote.RetryAfter;
import org.jboss.logging.Logger;

/** Takes one claimed order one step forward: one remote call, one new fact. */
@Startup
@ApplicationScoped
public class SettlementStep {

    private static final Logger LOG = Logger.getLogger(SettlementStep.class);

    private final OrderStore orders;
    private final SettlementStore store;
    private final InventoryPolicy inventory;
    private final PaymentPolicy payment;
    private final Clock clock;
    private final Backoff backoff;

    /** Exists at 0 from the start, and therefore this bean does, too. */
    private final Counter paid;

    @Inject
    public SettlementStep(
            OrderStore orders,
            SettlementStore store,
            InventoryPolicy inventory,
            PaymentPolicy payment,
            Clock clock,
            SettlementConfig config,
            MeterRegistry meters) {
        this(
                orders,
                store,
                inventory,
                payment,
                clock,
                Backoff.exponential(config.backoff(), config.maxBackoff()),
                meters);
    }

    /** Creates a step with the given backoff, for tests. */
    SettlementStep(
            OrderStore orders,
            SettlementStore store,
            InventoryPolicy inventory,
            PaymentPolicy payment,
            Clock clock,
            Backoff backoff,
            MeterRegistry meters) {
        this.orders = orders;
        this.store = store;
        this.inventory = inventory;
        this.payment = payment;
        this.clock = clock;
        this.backoff = backoff;
        this.paid =
                Counter.builder("orders.settled")
                        .description("Pending orders that settlement has charged")
                        .register(meters);
    }

    /** A breaker rejected the call, or the service asked its callers to wait. */
    public record Rejected(Dependency dependency, Duration retryAfter) {}

    /**
     * Makes the call that the order needs next and stores the result. After a failed call the facts
     * stay as they are, and the order is due again later: after a backoff, or after the time that
     * the service asked for. A rejection by the breaker is not an attempt. A step belongs to no
     * request, so it is a separate trace.
     */
    @WithSpan("settle an order")
    public Optional<Rejected> take(Claim claim, Order claimed) {
        NextStep step = claimed.facts().nextStep().orElseThrow();
        Order order = claimed;
        try {
            if (step == NextStep.CHARGE && firstCharge(order)) {
                OrderProgress charging = order.progress().charging();
                if (!orders.saveProgress(claim, order, charging)) {
                    return Optional.empty();
                }
                order = order.with(charging);
            }
            finish(claim, order, call(order, step));
            return Optional.empty();
        } catch (CallNotPermittedException e) {
            store.releaseClaim(claim, order);
            return Optional.of(new Rejected(Dependency.of(step), e.retryAfter()));
        } catch (RuntimeException e) {
            if (!Outage.is(e)) {
                throw e;
            }
            Optional<Duration> wait = RetryAfter.of(e);
            later(claim, order, e, wait.orElse(Duration.ZERO));
            return wait.map(asked -> new Rejected(Dependency.of(step), asked));
        }
    }

    /**
     * Gives up an order that has been pending for too long; its void and release are settled next.
     */
    public void giveUp(Claim claim, Order order) {
        finish(claim, order, order.progress().givenUp("given up after too many attempts"));
    }

    private OrderProgress call(Order order, NextStep step) {
        OrderProgress progress = order.progress();
        return switch (step) {
            case RESERVE -> reserve(order);
            case CHARGE ->
                    progress.charged(
                            payment.inBackground(
                                    gateway -> gateway.charge(order.purchase().charge())));
            case VOID ->
                    progress.voided(
                            payment.inBackground(gateway -> gateway.voidCharges(order.id())));
            case RELEASE -> release(order);
        };
    }

    private OrderProgress reserve(Order order) {
        Instant asked = clock.instant();
        // After a refusal, the release is a separate step: it may arrive late, so the refusal is
        // committed first.
        return order.progress()
                .reserved(
                        inventory.inBackground(
                                client -> client.reserve(order.id(), order.purchase().stock())),
                        asked);
    }

    private OrderProgress release(Order order) {
        return inventory.inBackground(
                client -> {
                    client.release(order.id());
                    return order.progress().released();
                });
    }

    private void finish(Claim claim, Order before, OrderProgress after) {
        if (!orders.finish(claim, before, after, 0, Duration.ZERO)) {
            LOG.infof(
                    "order %s: the claim has expired, the result is left to the new owner",
                    before.id());
        } else if (before.status() != after.facts().status()) {
            if (before.status() == OrderStatus.PAYMENT_PENDING
                    && after.facts().status() == OrderStatus.CONFIRMED) {
                paid.increment();
            }
            LOG.infof(
                    "order %s settled: %s -> %s (%s)",
                    before.id(), before.status(), after.facts().status(), after.facts());
        }
    }

    private void later(Claim claim, Order order, RuntimeException failure, Duration atLeast) {
        int attempts = order.attempts() + 1;
        Duration usual = Duration.ofNanos(backoff.nanosBefore(attempts));
        Duration pause = usual.compareTo(atLeast) < 0 ? atLeast : usual;
        orders.finish(
                claim,
                order,
                order.progress().withReason(Outage.words("a service", failure)),
                attempts,
                pause);
        LOG.debugf("order %s: next attempt in %s: %s", order.id(), pause, failure.getMessage());
    }

    private static boolean firstCharge(Order order) {
        return order.facts().payment() == PaymentFact.NOT_ATTEMPTED;
    }
}
