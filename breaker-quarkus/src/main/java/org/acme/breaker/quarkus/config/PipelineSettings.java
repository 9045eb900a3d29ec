package org.acme.breaker.quarkus.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.Ticker;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.RetryBudget;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.retry.RetryConfigBuilder;
import org.acme.breaker.timeout.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Creates the parts of a pipeline beside the breaker from the settings of a name; a part that is
 * not configured is absent.
 */
public final class PipelineSettings {

    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);
    private static final int BUDGET_RESERVE = 10;
    private static final Duration RATE_PER = Duration.ofSeconds(1);

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final InheritedSettings layers;
    private final Ticker ticker;

    /** Reads from {@code layers} and adds errors to it. */
    public PipelineSettings(InheritedSettings layers, Ticker ticker) {
        this.layers = layers;
        this.ticker = ticker;
    }

    /** Returns the limit of a whole call. */
    public Optional<Duration> deadline() {
        return made(
                unlessZero(layers.get("deadline", BreakerConfigMapping::deadline)),
                length -> {
                    Pipeline.named(layers.name()).deadline(length);
                    return length;
                });
    }

    /** Returns the limit of one attempt. */
    public Optional<Timeout> timeout() {
        return made(
                unlessZero(layers.get("timeout", BreakerConfigMapping::timeout)),
                duration -> Timeout.of(layers.name(), duration));
    }

    /** Returns the retry settings after the application's customizer has changed them. */
    public Optional<RetryConfig> retry() {
        Optional<Integer> attempts =
                layers.get("retry.max-attempts", config -> config.retry().maxAttempts());
        Optional<Duration> backoff =
                layers.get("retry.backoff", config -> config.retry().backoff());
        Optional<Duration> maxBackoff =
                layers.get("retry.max-backoff", config -> config.retry().maxBackoff());
        Optional<Duration> maxDuration =
                layers.get("retry.max-duration", config -> config.retry().maxDuration());
        Optional<RetryBudget> budget = retryBudget();
        return made(
                attempts.filter(count -> count != 1),
                count -> {
                    RetryConfigBuilder retry =
                            RetryConfig.builder()
                                    .maxAttempts(count)
                                    .backoff(
                                            backoff(
                                                    backoff.orElse(BACKOFF),
                                                    maxBackoff.orElse(null)));
                    maxDuration.ifPresent(retry::maxDuration);
                    budget.ifPresent(retry::budget);
                    return retry.build();
                });
    }

    private Optional<RetryBudget> retryBudget() {
        Optional<Integer> reserve =
                layers.get("retry.budget.reserve", config -> config.retry().budget().reserve());
        return made(
                layers.get("retry.budget.percent", config -> config.retry().budget().percent()),
                percent -> RetryBudget.of(percent, reserve.orElse(BUDGET_RESERVE)));
    }

    private static Backoff backoff(Duration first, @Nullable Duration longest) {
        if (first.isZero()) {
            return Backoff.none();
        }
        Duration cap = first.compareTo(MAX_BACKOFF) > 0 ? first : MAX_BACKOFF;
        return Backoff.exponential(first, longest == null ? cap : longest);
    }

    /** Returns the limit of calls in flight. */
    public Optional<Bulkhead> bulkhead() {
        Duration maxWait =
                layers.get("bulkhead.max-wait", config -> config.bulkhead().maxWait())
                        .orElse(Duration.ZERO);
        int maxWaiting =
                layers.get("bulkhead.max-waiting", config -> config.bulkhead().maxWaiting())
                        .orElse(Bulkhead.DEFAULT_MAX_WAITING);
        return made(
                layers.get("bulkhead.max-concurrent", config -> config.bulkhead().maxConcurrent())
                        .filter(places -> places != 0),
                places ->
                        Bulkhead.builder(layers.name())
                                .maxConcurrent(places)
                                .maxWaiting(maxWaiting)
                                .maxWait(maxWait)
                                .build());
    }

    /** Returns the limit of attempts in a period. */
    public Optional<RateLimiter> rateLimiter() {
        Duration per =
                layers.get("rate-limit.per", config -> config.rateLimit().per()).orElse(RATE_PER);
        Optional<Integer> burst =
                layers.get("rate-limit.burst", config -> config.rateLimit().burst());
        return made(
                layers.get("rate-limit.permits", config -> config.rateLimit().permits())
                        .filter(permits -> permits != 0),
                permits ->
                        RateLimiter.builder(layers.name())
                                .permits(permits, per)
                                .burst(burst.orElse((int) Math.min(permits, Integer.MAX_VALUE)))
                                .ticker(ticker)
                                .build());
    }

    /** Whether fallbacks are used. */
    public boolean isFallbackEnabled() {
        return layers.get("fallback.enabled", config -> config.fallback().enabled()).orElse(true);
    }

    /** Returns the configured names of fallbacks. */
    public List<String> fallbackKinds() {
        List<String> kinds =
                layers.get("fallback.kinds", config -> config.fallback().kinds()).orElse(List.of());
        for (String kind : kinds) {
            layers.attempt(
                    () ->
                            InvalidConfigurationException.require(
                                    KIND.matcher(kind).matches(),
                                    "fallback.kinds",
                                    "words of a-z, 0-9 and _, such as cached_inventory",
                                    kind));
        }
        return kinds;
    }

    private static Optional<Duration> unlessZero(Optional<Duration> written) {
        return written.filter(duration -> !duration.isZero());
    }

    private <S, T> Optional<T> made(Optional<S> setting, Function<S, T> maker) {
        return setting.flatMap(value -> layers.make(() -> maker.apply(value)));
    }
}
