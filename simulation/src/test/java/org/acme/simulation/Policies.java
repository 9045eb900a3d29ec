package org.acme.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.window.SlidingWindow;
import org.acme.checkout.inventory.InventoryClient;
import org.acme.checkout.inventory.InventoryPolicy;
import org.acme.checkout.inventory.ReservationResult;
import org.acme.checkout.inventory.StockLine;
import org.acme.checkout.inventory.StockProduct;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.payment.Charge;
import org.acme.checkout.payment.PaymentGateway;
import org.acme.checkout.payment.PaymentPolicy;
import org.acme.checkout.payment.PaymentResult;
import org.acme.checkout.payment.VoidResult;
import org.acme.checkout.protection.UnprotectedProfile;
import org.acme.checkout.remote.Outage;

/**
 * Builds the pipelines of one process, with real retries, breakers and fallbacks. The network
 * provides the timeouts, because real ones use real time.
 */
final class Policies {

    private static final CircuitBreakerConfig BREAKER =
            CircuitBreakerConfig.builder()
                    .window(SlidingWindow.lastCalls(4))
                    .minimumCalls(3)
                    .openWait(Duration.ofSeconds(3))
                    .permittedCallsInHalfOpen(1)
                    .successThreshold(1)
                    .build();

    private static final RetryConfig RETRY =
            RetryConfig.builder()
                    .maxAttempts(2)
                    .backoff(Backoff.none())
                    .maxDuration(Duration.ofDays(1))
                    .build();

    private final History history;
    private final Replica.Life life;
    private final Duration timeout;
    private final InventoryPolicy inventory;
    private final PaymentPolicy payment;

    @SuppressWarnings("NullAway") // the overriding methods call no other pipeline
    Policies(History history, Replica.Life life, LongSupplier nanos) {
        this.history = history;
        this.life = life;
        this.timeout = history.isProtected ? Duration.ofMillis(250) : Duration.ofSeconds(30);
        UnprotectedProfile profile = Settings.profile(history.isProtected);
        Lane toInventory = new Lane("inventory", history.isProtected, nanos);
        Lane toPayment = new Lane("payment", history.isProtected, nanos);
        InventoryClient client = new FarInventory();
        PaymentGateway gateway = new FarGateway();
        Pipelines none = null;
        this.inventory =
                new InventoryPolicy(client, Settings.INVENTORY, toInventory.users, profile, none) {
                    @Override
                    public <T> T forUsers(
                            String kind,
                            Function<InventoryClient, T> call,
                            Function<String, T> fallback) {
                        return toInventory.forUsers(kind, () -> call.apply(client), fallback);
                    }

                    @Override
                    public <T> T inBackground(Function<InventoryClient, T> call) {
                        return toInventory.background.call(() -> call.apply(client));
                    }
                };
        this.payment =
                new PaymentPolicy(gateway, Settings.PAYMENT, toPayment.users, profile, none) {
                    @Override
                    public <T> T forUsers(
                            String kind,
                            Function<PaymentGateway, T> call,
                            Function<String, T> fallback) {
                        return toPayment.forUsers(kind, () -> call.apply(gateway), fallback);
                    }

                    @Override
                    public <T> T inBackground(Function<PaymentGateway, T> call) {
                        return toPayment.background.call(() -> call.apply(gateway));
                    }
                };
    }

    InventoryPolicy inventory() {
        return inventory;
    }

    PaymentPolicy payment() {
        return payment;
    }

    /** Builds what {@code CallPolicy} builds for one service. */
    private static final class Lane {

        private final String name;
        private final boolean isProtected;
        private final Pipeline users;
        private final Pipeline background;

        private Lane(String name, boolean isProtected, LongSupplier nanos) {
            this.name = name;
            this.isProtected = isProtected;
            if (isProtected) {
                CircuitBreaker breaker = CircuitBreaker.of(name, BREAKER, nanos::getAsLong);
                users = Pipeline.named(name).retry(Retry.of(name, RETRY)).breaker(breaker).build();
                background = Pipeline.named(name + "-background").breaker(breaker).build();
            } else {
                users = Pipeline.named(name).build();
                background = users;
            }
        }

        private <T> T forUsers(
                String kind, java.util.function.Supplier<T> call, Function<String, T> fallback) {
            Fallback<T> standIn =
                    isProtected
                            ? Fallback.<T>none()
                                    .orWhen(
                                            Outage::is,
                                            kind,
                                            cause -> fallback.apply(Outage.words(name, cause)))
                            : Fallback.none();
            return users.call(call::get, standIn);
        }
    }

    private final class FarInventory implements InventoryClient {

        @Override
        public List<StockProduct> products() {
            return history.inventory.products();
        }

        @Override
        public Optional<StockProduct> product(String sku) {
            return history.inventory.product(sku);
        }

        @Override
        public ReservationResult reserve(UUID orderId, List<StockLine> lines) {
            ReservationResult result =
                    history.network.call(
                            life,
                            "inventory",
                            "reserve " + lines + " for " + history.key(orderId),
                            timeout,
                            () -> history.inventory.reserve(orderId, lines));
            if (result instanceof ReservationResult.Refused) {
                undoTooEarly(orderId);
            }
            return result;
        }

        private void undoTooEarly(UUID orderId) {
            if (history.mutation == Mutation.RELEASE_BEFORE_THE_REFUSAL_IS_COMMITTED) {
                release(orderId);
            }
            if (history.mutation == Mutation.VOID_BEFORE_THE_REFUSAL_IS_COMMITTED
                    && isPaid(orderId)) {
                payment.inBackground(gateway -> gateway.voidCharges(orderId));
            }
        }

        private boolean isPaid(UUID orderId) {
            return history.store
                    .byId(orderId)
                    .filter(order -> order.facts().payment() == PaymentFact.PAID)
                    .isPresent();
        }

        @Override
        public void release(UUID orderId) {
            history.network.call(
                    life,
                    "inventory",
                    "release " + history.key(orderId),
                    timeout,
                    () -> {
                        history.inventory.release(orderId);
                        return "released";
                    });
        }
    }

    private final class FarGateway implements PaymentGateway {

        @Override
        public PaymentResult charge(Charge charge) {
            return history.network.call(
                    life,
                    "gateway",
                    "charge " + charge.amountMinor() + " for " + history.key(charge.orderId()),
                    timeout,
                    () -> history.gateway.charge(charge));
        }

        @Override
        public VoidResult voidCharges(UUID orderId) {
            return history.network.call(
                    life,
                    "gateway",
                    "void " + history.key(orderId),
                    timeout,
                    () -> history.gateway.voidCharges(orderId));
        }
    }
}
