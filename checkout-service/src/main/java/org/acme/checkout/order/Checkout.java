package org.acme.checkout.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acme.chassis.problem.ProblemException;
import org.acme.checkout.catalogue.Catalogue;
import org.acme.checkout.inventory.InventoryPolicy;
import org.acme.checkout.order.CheckoutOutcome.CallFailed;
import org.acme.checkout.order.CheckoutOutcome.KeyReused;
import org.acme.checkout.order.CheckoutOutcome.Placed;
import org.acme.checkout.order.CheckoutOutcome.Repeated;
import org.acme.checkout.payment.PaymentPolicy;
import org.acme.checkout.remote.Outage;

/**
 * Places one order, from request to outcome: stores the order, reserves the stock, charges the
 * card, and stores the result. The process may crash between any two steps; what the database holds
 * by then is enough for settlement to finish the order.
 */
@ApplicationScoped
public class Checkout {

    /** The time after which settlement starts on steps that a request left undone. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final OrderStore orders;
    private final Catalogue catalogue;
    private final Pricing pricing;
    private final InventoryPolicy inventory;
    private final PaymentPolicy payment;
    private final Clock clock;

    public Checkout(
            OrderStore orders,
            Catalogue catalogue,
            Pricing pricing,
            InventoryPolicy inventory,
            PaymentPolicy payment,
            Clock clock) {
        this.orders = orders;
        this.catalogue = catalogue;
        this.pricing = pricing;
        this.inventory = inventory;
        this.payment = payment;
        this.clock = clock;
    }

    /**
     * Places an order, or returns the one that was placed before with the same key. Most keys are
     * new, so there is no look-up before the insert, which reports a known key. The stored order is
     * returned even if a new order would be refused now.
     */
    public CheckoutOutcome place(String idempotencyKey, CheckoutRequest request) {
        Fingerprint fingerprint = request.fingerprint();
        Pricing.Priced priced;
        try {
            priced = pricing.price(idempotencyKey, request);
        } catch (ProblemException refused) {
            Order known = orders.byKey(idempotencyKey).orElseThrow(() -> refused);
            return repeated(known, fingerprint);
        }
        Claim claim = Claim.create();
        return orders.insert(priced.purchase(), OrderProgress.start(priced.asOf()), claim, lease())
                .map(order -> work(claim, order))
                .orElseGet(() -> repeated(existing(idempotencyKey), fingerprint));
    }

    private CheckoutOutcome work(Claim claim, Order placed) {
        Order order = placed;
        try {
            OrderProgress reserved = reserve(order);
            if (reserved.facts().status() != OrderStatus.PAYMENT_PENDING) {
                return finish(claim, order, reserved);
            }
            OrderProgress charging = reserved.charging();
            if (!orders.saveProgress(claim, order, charging)) {
                return new Placed(current(order));
            }
            order = order.with(charging);
            return finish(claim, order, charge(order));
        } catch (RuntimeException e) {
            if (!Outage.is(e)) {
                throw e;
            }
            Placed left =
                    finish(claim, order, order.progress().withReason(Outage.words("a service", e)));
            return new CallFailed(left.order(), e);
        }
    }

    private OrderProgress reserve(Order order) {
        AtomicBoolean sent = new AtomicBoolean();
        Instant asked = clock.instant();
        return inventory.forUsers(
                InventoryPolicy.CACHED_INVENTORY,
                client -> {
                    sent.set(true);
                    return order.progress()
                            .reserved(client.reserve(order.id(), order.purchase().stock()), asked);
                },
                cause -> promise(order, sent.get(), cause));
    }

    /** Promises stock of the snapshot; {@code sent} if a request may have reached inventory. */
    private OrderProgress promise(Order order, boolean sent, String cause) {
        OrderProgress progress = order.progress();
        String tooLittle = "not enough stock in the last snapshot, and " + cause;
        return catalogue
                .promise(order.purchase().stock())
                .map(snapshot -> progress.owed(snapshot.asOf()))
                .orElseGet(
                        () ->
                                sent
                                        ? progress.refused(tooLittle)
                                        : progress.refusedUnasked(tooLittle));
    }

    private OrderProgress charge(Order order) {
        OrderProgress charging = order.progress();
        return payment.forUsers(
                PaymentPolicy.PENDING_PAYMENT,
                gateway -> charging.charged(gateway.charge(order.purchase().charge())),
                charging::withReason);
    }

    private Placed finish(Claim claim, Order before, OrderProgress after) {
        boolean pending = after.facts().status() == OrderStatus.PAYMENT_PENDING;
        Duration pause = pending ? FIRST_PAUSE : Duration.ZERO;
        boolean written = orders.finish(claim, before, after, 0, pause);
        return new Placed(written ? before.unclaimedWith(after) : current(before));
    }

    private static CheckoutOutcome repeated(Order known, Fingerprint fingerprint) {
        return known.purchase().fingerprint().equals(fingerprint)
                ? new Repeated(known)
                : new KeyReused(known.purchase().idempotencyKey());
    }

    private Order current(Order order) {
        return orders.byId(order.id()).orElse(order);
    }

    private Order existing(String idempotencyKey) {
        return orders.byKey(idempotencyKey)
                .orElseThrow(() -> new IllegalStateException("orders are never deleted"));
    }

    private Duration lease() {
        return Claim.leaseFor(inventory.longestCall().plus(payment.longestCall()));
    }
}
