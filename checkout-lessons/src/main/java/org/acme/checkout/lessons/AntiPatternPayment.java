package org.acme.checkout.lessons;

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
import org.acme.checkout.protection.Protection;
import org.acme.checkout.protection.ProtectionConfig;
import org.acme.checkout.protection.UnprotectedProfile;
import org.acme.checkout.remote.RemoteClients;
import org.jspecify.annotations.Nullable;

/** Replaces the payment policy, which has no knowledge of bad habits. */
@Singleton
@Alternative
@Priority(1)
class AntiPatternPayment extends PaymentPolicy {

    private final PaymentGateway gateway;
    private final PaymentConfig config;
    private final Pipeline usual;
    private final UnprotectedProfile profile;
    private final Pipelines pipelines;
    private final ActiveAntiPatterns habits;
    private final RemoteClients clients;
    private final ProtectionConfig protection;
    private final ConcurrentMap<Duration, PaymentGateway> otherwise = new ConcurrentHashMap<>();

    AntiPatternPayment(
            PaymentGateway gateway,
            PaymentConfig config,
            @Named("payment") Pipeline usual,
            UnprotectedProfile profile,
            Pipelines pipelines,
            ActiveAntiPatterns habits,
            RemoteClients clients,
            ProtectionConfig protection) {
        super(gateway, config, usual, profile, pipelines);
        this.gateway = gateway;
        this.config = config;
        this.usual = usual;
        this.profile = profile;
        this.pipelines = pipelines;
        this.habits = habits;
        this.clients = clients;
        this.protection = protection;
    }

    @Override
    public <T> T forUsers(
            String kind, Function<PaymentGateway, T> call, Function<String, T> fallback) {
        CallPolicy<PaymentGateway> other = insteadOfThis(habits.now());
        return other == null
                ? super.forUsers(kind, call, fallback)
                : other.forUsers(kind, call, fallback);
    }

    @Override
    public <T> T inBackground(Function<PaymentGateway, T> call) {
        CallPolicy<PaymentGateway> other = insteadOfThis(habits.now().inBackground());
        return other == null ? super.inBackground(call) : other.inBackground(call);
    }

    private @Nullable CallPolicy<PaymentGateway> insteadOfThis(AntiPatterns now) {
        if (profile.isOn()) {
            return now.hasty() ? hasty(now) : null;
        }
        if (now.isNone()) {
            return null;
        }
        return now.uses(Part.TIMEOUT)
                ? AntiPatternPolicy.of(now, gateway, usual, profile.attempt(config), pipelines)
                : patient(now);
    }

    /** Returns the policy with the usual timeout of HTTP clients instead of the short one. */
    private CallPolicy<PaymentGateway> patient(AntiPatterns now) {
        Duration timeout = protection.unprotected().timeout();
        return AntiPatternPolicy.of(now, waiting(timeout), usual, timeout, pipelines);
    }

    private PaymentGateway waiting(Duration longest) {
        return otherwise.computeIfAbsent(
                longest, timeout -> new HttpPaymentGateway(config, unprotected(timeout, 0)));
    }

    /**
     * Returns the policy that many teams try after their first outage: a short timeout and
     * immediate retries, and still no breaker.
     */
    private CallPolicy<PaymentGateway> hasty(AntiPatterns now) {
        PaymentGateway hurried = waiting(now.hastyTimeout());
        Pipeline retrying =
                unprotected(protection.unprotected().timeout(), now.hastyRetries())
                        .insteadOf(usual);
        return new CallPolicy<>(hurried, retrying, now.hastyTimeout(), pipelines);
    }

    private UnprotectedProfile unprotected(Duration timeout, int retries) {
        return new UnprotectedProfile(new Hasty(timeout, retries), clients);
    }

    /** The unprotected lane with another timeout and other retries. */
    private record Hasty(Duration timeout, int naiveRetries)
            implements ProtectionConfig, ProtectionConfig.Unprotected {

        @Override
        public Protection mode() {
            return Protection.OFF;
        }

        @Override
        public ProtectionConfig.Unprotected unprotected() {
            return this;
        }
    }
}
