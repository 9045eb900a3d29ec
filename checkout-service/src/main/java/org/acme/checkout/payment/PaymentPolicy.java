package org.acme.checkout.payment;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.breaker.timeout.Timeout;
import org.acme.checkout.protection.Careless;
import org.acme.checkout.remote.Outage;

/**
 * How the gateway may be called: by users, who wait and get a fallback, and in the background, where
 * nobody waits. Both go through the same breaker. In the unprotected lane neither goes through
 * anything.
 *
 * <p>The numbers stand in {@code application.properties} under {@code breaker."payment"}. What
 * counts as a failure is what {@link PaymentGateway} throws, but for a {@code RemoteRejection}.
 */
@ApplicationScoped
public class PaymentPolicy {

    private static final String NAME = "payment";

    private final PaymentGateway gateway;
    private final Pipelines pipelines;
    private final Pipeline users;
    private final Pipeline background;
    private final Duration longestCall;

    /** The ways out that there are; each has a counter from the start. */
    public enum StandIn {
        /** The payment is left to settlement. */
        PENDING_PAYMENT;

        private String kind() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PaymentPolicy(
            PaymentGateway gateway,
            PaymentConfig config,
            Careless careless,
            @Named(NAME) Pipeline payment,
            Pipelines pipelines,
            MeterRegistry meters) {
        this.gateway = gateway;
        this.pipelines = pipelines;
        for (StandIn way : StandIn.values()) {
            meters.counter("fallback", "name", NAME, "kind", way.kind());
        }
        longestCall = careless.longestCall(config.connectTimeout(), config.readTimeout());
        users = careless.isOn() ? careless.pipeline(NAME) : payment;
        background = careless.isOn() ? careless.pipeline(NAME) : inBackground(payment);
    }

    /**
     * No retry and no fallback: the caller comes again by itself. No bulkhead either: the caller's
     * own few threads are one. What it shares with the users is the breaker.
     */
    private Pipeline inBackground(Pipeline payment) {
        return Pipeline.named(NAME + "-background")
                .breaker(payment.breaker().orElseThrow())
                .timeout(Timeout.of(NAME, longestCall))
                .build();
    }

    /**
     * A call that a user waits for.
     *
     * @param way which fallback it is
     * @param fallback is told in words why there is no answer, and gives one in its place; never
     *     asked in the unprotected lane
     */
    public <T> T forUsers(
            StandIn way, Function<PaymentGateway, T> call, Function<String, T> fallback) {
        Fallback<T> standIn =
                Fallback.<T>none()
                        .orWhen(
                                Outage::is,
                                way.kind(),
                                cause -> fallback.apply(Outage.words(NAME, cause)));
        return users.call(() -> call.apply(gateway), pipelines.fallback(NAME, standIn));
    }

    /**
     * A call that nobody waits for. It may take the breaker's probe, which hurts nobody when it
     * fails: so a breaker closes again without any users.
     */
    public <T> T inBackground(Function<PaymentGateway, T> call) {
        return background.call(() -> call.apply(gateway));
    }

    /** The longest that any of these calls may take. */
    public Duration longestCall() {
        return longestCall;
    }
}
