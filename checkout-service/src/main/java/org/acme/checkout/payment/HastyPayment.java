package org.acme.checkout.payment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.acme.checkout.habit.BadHabits;
import org.acme.checkout.habit.Habits;
import org.acme.checkout.protection.Careless;
import org.acme.checkout.remote.RemoteClients;

/**
 * What careless code turns into after its first outage: a short timeout and retries at once, and
 * still nobody who stops.
 */
@ApplicationScoped
public class HastyPayment {

    private final PaymentConfig config;
    private final Careless careless;
    private final BadHabits habits;
    private final ConcurrentMap<Duration, PaymentGateway> gateways = new ConcurrentHashMap<>();

    public HastyPayment(PaymentConfig config, Careless careless, BadHabits habits) {
        this.config = config;
        this.careless = careless;
        this.habits = habits;
    }

    /** Whether the unprotected lane has that habit at the moment. */
    boolean isOn() {
        return careless.isOn() && habits.now().hasty();
    }

    <T> T call(String name, Function<PaymentGateway, T> call) {
        Habits now = habits.now();
        PaymentGateway gateway = gateways.computeIfAbsent(now.hastyTimeout(), this::impatient);
        return careless.unprotected(name, now.hastyRetries()).call(() -> call.apply(gateway));
    }

    private PaymentGateway impatient(Duration timeout) {
        return new HttpPaymentGateway(
                RemoteClients.plain(PaymentApi.class, config.url(), timeout, timeout));
    }
}
