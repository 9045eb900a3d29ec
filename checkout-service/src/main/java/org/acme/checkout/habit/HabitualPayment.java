package org.acme.checkout.habit;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.checkout.payment.HttpPaymentGateway;
import org.acme.checkout.payment.PaymentConfig;
import org.acme.checkout.payment.PaymentGateway;
import org.acme.checkout.payment.PaymentPolicy;
import org.acme.checkout.protection.CallPolicy;
import org.acme.checkout.protection.UnprotectedProfile;
import org.acme.checkout.remote.RemoteClients;
import org.jspecify.annotations.Nullable;

/** Replaces the payment policy, which has no knowledge of bad habits. */
@Singleton
@Alternative
@Priority(1)
class HabitualPayment extends PaymentPolicy {

    private final PaymentGateway gateway;
    private final PaymentConfig config;
    private final Pipeline usual;
    private final UnprotectedProfile profile;
    private final Pipelines pipelines;
    private final BadHabits habits;
    private final RemoteClients clients;
    private final ConcurrentMap<Duration, PaymentGateway> impatient = new ConcurrentHashMap<>();

    HabitualPayment(
            PaymentGateway gateway,
            PaymentConfig config,
            @Named("payment") Pipeline usual,
            UnprotectedProfile profile,
            Pipelines pipelines,
            BadHabits habits,
            RemoteClients clients) {
        super(gateway, config, usual, profile, pipelines);
        this.gateway = gateway;
        this.config = config;
        this.usual = usual;
        this.profile = profile;
        this.pipelines = pipelines;
        this.habits = habits;
        this.clients = clients;
    }

    @Override
    public <T> T forUsers(
            String kind, Function<PaymentGateway, T> call, Function<String, T> fallback) {
        CallPolicy<PaymentGateway> other = insteadOfThis();
        return other == null
                ? super.forUsers(kind, call, fallback)
                : other.forUsers(kind, call, fallback);
    }

    @Override
    public <T> T inBackground(Function<PaymentGateway, T> call) {
        CallPolicy<PaymentGateway> other = insteadOfThis();
        return other == null ? super.inBackground(call) : other.inBackground(call);
    }

    private @Nullable CallPolicy<PaymentGateway> insteadOfThis() {
        Habits now = habits.now();
        if (profile.isOn()) {
            return now.hasty() ? hasty(now) : null;
        }
        return now.isNone()
                ? null
                : HabitualPolicy.of(now, gateway, usual, profile.attempt(config), pipelines);
    }

    /**
     * Returns the policy that many teams try after their first outage: a short timeout and
     * immediate retries, and still no breaker.
     */
    private CallPolicy<PaymentGateway> hasty(Habits now) {
        PaymentGateway hurried =
                impatient.computeIfAbsent(
                        now.hastyTimeout(),
                        timeout ->
                                HttpPaymentGateway.withoutDeadlineHeader(
                                        clients, config.url(), timeout));
        Pipeline retrying = profile.withoutProtection(usual.name(), now.hastyRetries());
        return new CallPolicy<>(hurried, retrying, now.hastyTimeout(), pipelines);
    }
}
