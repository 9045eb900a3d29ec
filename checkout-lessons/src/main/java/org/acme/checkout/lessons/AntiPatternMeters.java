package org.acme.checkout.lessons;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.Predicate;

/**
 * Publishes which bad habits are switched on. All gauges exist from the start: a dashboard marks
 * habits like faults.
 */
@Singleton
final class AntiPatternMeters implements MeterBinder {

    private final ActiveAntiPatterns habits;

    AntiPatternMeters(ActiveAntiPatterns habits) {
        this.habits = habits;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(meters, "one_breaker_for_all", AntiPatterns::oneBreakerForAll);
        gauge(meters, "no_fallback", AntiPatterns::noFallback);
        gauge(meters, "retry_inside_breaker", AntiPatterns::retryInsideBreaker);
        gauge(meters, "only_timeouts_count", AntiPatterns::onlyTimeoutsCount);
        gauge(meters, "missing_parts", taken -> !taken.without().isEmpty());
        gauge(meters, "hasty_timeout", AntiPatterns::hasty);
        gauge(meters, "hasty_retries", taken -> taken.hastyRetries() > 0);
    }

    private void gauge(MeterRegistry meters, String kind, Predicate<AntiPatterns> taken) {
        Gauge.builder("habit.active", habits, asked -> taken.test(asked.now()) ? 1 : 0)
                .description("1 while this bad habit is switched on")
                .tag("kind", kind)
                .register(meters);
    }
}
