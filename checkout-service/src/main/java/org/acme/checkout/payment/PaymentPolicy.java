package org.acme.checkout.payment;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.checkout.habit.BadHabits;
import org.acme.checkout.protection.CallPolicy;
import org.acme.checkout.protection.Careless;

/**
 * How the gateway may be called. The numbers stand in {@code application.properties} under {@code
 * breaker."payment"}. What counts as a failure is what {@link PaymentGateway} throws, but for a
 * {@code RemoteRejection}.
 */
@Singleton
public class PaymentPolicy extends CallPolicy<PaymentGateway> {

    /** The way out: the payment stays pending, and is left to settlement. */
    public static final String PENDING_PAYMENT = "pending_payment";

    private final BadHabits habits;
    private final HastyPayment hasty;

    PaymentPolicy(
            PaymentGateway gateway,
            PaymentConfig config,
            @Named("payment") Pipeline protecting,
            Careless careless,
            Pipelines pipelines,
            BadHabits habits,
            HastyPayment hasty) {
        super(
                gateway,
                careless.insteadOf(protecting),
                careless.attempt(config.connectTimeout(), config.readTimeout()),
                pipelines);
        this.habits = habits;
        this.hasty = hasty;
    }

    @Override
    protected <T> T make(Pipeline usual, Function<PaymentGateway, T> call, Fallback<T> standIn) {
        if (hasty.isOn()) {
            return hasty.call(usual.name(), call);
        }
        Fallback<T> kept = habits.now().noFallback() ? Fallback.none() : standIn;
        return habits.insteadOf(usual)
                .call(() -> habits.call(usual, () -> call.apply(service())), kept);
    }
}
