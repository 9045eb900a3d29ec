package org.acme.breaker.quarkus.config;

import jakarta.ws.rs.ProcessingException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.Ticker;
import org.acme.breaker.bulkhead.AdaptiveLimit;
import org.acme.breaker.bulkhead.AdaptiveLimitBuilder;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.bulkhead.BulkheadBuilder;
import org.acme.breaker.chaos.Chaos;
import org.acme.breaker.chaos.ChaosBuilder;
import org.acme.breaker.hedge.Hedge;
import org.acme.breaker.hedge.HedgeBuilder;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.config.BackoffKind.Waits;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.RetryBudget;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.retry.RetryConfigBuilder;
import org.acme.breaker.timeout.Timeout;

/**
 * Creates the parts of a pipeline beside the breaker from the settings of a name; a part that is
 * not configured is absent.
 */
public final class PipelineSettings {

    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);
    private static final int BUDGET_RESERVE = 10;
    private static final Duration RATE_PER = Duration.ofSeconds(1);
    private static final double BACKOFF_FACTOR = 2;
    private static final double HEDGE_BUDGET = 10;
    private static final int HEDGE_THREADS = 20;
    private static final int MOST_HEDGE_THREADS = 1_000;
    private static final Duration ADAPTIVE_WINDOW = Duration.ofMillis(200);
    private static final int ADAPTIVE_CALLS = 10;
    private static final Duration CHAOS_DELAY = Duration.ofSeconds(1);

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
                unlessZero(layers.get(PartRows.DEADLINE)),
                length -> {
                    Pipeline.named(layers.name()).deadline(length);
                    return length;
                });
    }

    /** Returns the limit of one attempt. */
    public Optional<Timeout> timeout() {
        return made(
                unlessZero(layers.get(PartRows.TIMEOUT)),
                duration -> Timeout.of(layers.name(), duration));
    }

    /** Returns the retry settings before the application's customizer has changed them. */
    public Optional<RetryConfig> retry() {
        Optional<Integer> attempts = layers.get(PartRows.MAX_ATTEMPTS);
        Optional<Backoff> backoff = backoff();
        Optional<Duration> maxDuration = layers.get(PartRows.MAX_DURATION);
        Optional<Boolean> failing = layers.get(PartRows.FAIL_ON_RESULT);
        Optional<RetryBudget> budget = retryBudget();
        return made(
                attempts.filter(count -> count != 1),
                count -> {
                    RetryConfigBuilder retry = RetryConfig.builder().maxAttempts(count);
                    backoff.ifPresent(retry::backoff);
                    maxDuration.ifPresent(retry::maxDuration);
                    failing.ifPresent(retry::failOnUnwantedResult);
                    budget.ifPresent(retry::budget);
                    return retry.build();
                });
    }

    private Optional<RetryBudget> retryBudget() {
        Optional<Integer> reserve = layers.get(PartRows.RETRY_RESERVE);
        return made(
                layers.get(PartRows.RETRY_BUDGET),
                percent -> RetryBudget.of(percent, reserve.orElse(BUDGET_RESERVE)));
    }

    private Optional<Backoff> backoff() {
        Duration first = layers.get(PartRows.BACKOFF).orElse(BACKOFF);
        Duration longest =
                layers.get(PartRows.MAX_BACKOFF)
                        .orElse(first.compareTo(MAX_BACKOFF) > 0 ? first : MAX_BACKOFF);
        double factor = layers.get(PartRows.BACKOFF_FACTOR).orElse(BACKOFF_FACTOR);
        Duration step = layers.get(PartRows.BACKOFF_STEP).orElse(first);
        double jitter = layers.get(PartRows.BACKOFF_JITTER).orElse(0.0);
        BackoffKind kind = layers.get(PartRows.BACKOFF_KIND).orElse(BackoffKind.RANDOM_EXPONENTIAL);
        Waits waits = new Waits(first, longest, factor, step, jitter);
        return layers.make(() -> first.isZero() ? Backoff.none() : checked(waits, kind));
    }

    /** A wrong value is refused even if this kind does not need it: another one would. */
    private static Backoff checked(Waits waits, BackoffKind wanted) {
        for (BackoffKind kind : BackoffKind.values()) {
            kind.backoff(waits);
        }
        return wanted.backoff(waits);
    }

    /**
     * Returns the further attempts beside slow ones, before the application's customizer has
     * changed them. Blocking calls run on threads of their own, which end when they are idle.
     */
    public Optional<HedgeBuilder> hedge() {
        Optional<Integer> attempts = layers.get(PartRows.HEDGE_ATTEMPTS);
        double percent = layers.get(PartRows.HEDGE_BUDGET).orElse(HEDGE_BUDGET);
        int reserve = layers.get(PartRows.HEDGE_RESERVE).orElse(BUDGET_RESERVE);
        int threads = layers.get(PartRows.HEDGE_THREADS).orElse(HEDGE_THREADS);
        layers.attempt(
                () ->
                        InvalidConfigurationException.require(
                                threads >= 1 && threads <= MOST_HEDGE_THREADS,
                                PartRows.HEDGE_THREADS.key(),
                                "from 1 to " + MOST_HEDGE_THREADS,
                                threads));
        return made(
                unlessZero(layers.get(PartRows.HEDGE_DELAY)),
                delay -> {
                    HedgeBuilder hedge =
                            Hedge.builder(layers.name()).delay(delay).budget(percent, reserve);
                    attempts.ifPresent(hedge::maxAttempts);
                    return hedge.executor(HedgeThreads.of(layers.name(), Math.max(1, threads)));
                });
    }

    /** Returns the limit of calls in flight. */
    public Optional<Bulkhead> bulkhead() {
        Optional<Integer> places = layers.get(PartRows.MAX_CONCURRENT).filter(most -> most != 0);
        Optional<AdaptiveLimit> adaptive = adaptive(places);
        Duration maxWait = layers.get(PartRows.MAX_WAIT).orElse(Duration.ZERO);
        int maxWaiting = layers.get(PartRows.MAX_WAITING).orElse(Bulkhead.DEFAULT_MAX_WAITING);
        return made(
                adaptive.isPresent() ? Optional.of(adaptive.get().max()) : places,
                most -> {
                    BulkheadBuilder bulkhead =
                            Bulkhead.builder(layers.name())
                                    .maxConcurrent(most)
                                    .maxWaiting(maxWaiting)
                                    .maxWait(maxWait);
                    adaptive.ifPresent(bulkhead::adaptive);
                    return bulkhead.build();
                });
    }

    private Optional<AdaptiveLimit> adaptive(Optional<Integer> start) {
        Optional<Integer> min = layers.get(PartRows.ADAPTIVE_MIN);
        Optional<Double> tolerance = layers.get(PartRows.ADAPTIVE_TOLERANCE);
        Duration window = layers.get(PartRows.ADAPTIVE_WINDOW).orElse(ADAPTIVE_WINDOW);
        int calls = layers.get(PartRows.ADAPTIVE_CALLS).orElse(ADAPTIVE_CALLS);
        Optional<Duration> baseline = layers.get(PartRows.ADAPTIVE_BASELINE);
        return made(
                layers.get(PartRows.ADAPTIVE_MAX).filter(most -> most != 0),
                most -> {
                    AdaptiveLimitBuilder limit =
                            AdaptiveLimit.builder().max(most).window(window, calls).ticker(ticker);
                    min.ifPresent(limit::min);
                    start.ifPresent(limit::initial);
                    tolerance.ifPresent(limit::tolerance);
                    baseline.ifPresent(limit::baselineEvery);
                    return limit.build();
                });
    }

    /** Returns the limit of attempts in a period. */
    public Optional<RateLimiter> rateLimiter() {
        Duration per = layers.get(PartRows.PER).orElse(RATE_PER);
        Optional<Integer> burst = layers.get(PartRows.BURST);
        Duration maxWait = layers.get(PartRows.RATE_WAIT).orElse(Duration.ZERO);
        return made(
                layers.get(PartRows.PERMITS).filter(permits -> permits != 0),
                permits ->
                        RateLimiter.builder(layers.name())
                                .permits(permits, per)
                                .burst(burst.orElse((int) Math.min(permits, Integer.MAX_VALUE)))
                                .maxWait(maxWait)
                                .ticker(ticker)
                                .build());
    }

    /**
     * Returns what disturbs attempts for experiments, before the application's customizer has
     * changed it.
     */
    public Optional<ChaosBuilder> chaos() {
        double faults = layers.get(PartRows.CHAOS_FAULTS).orElse(0.0);
        double latency = layers.get(PartRows.CHAOS_LATENCY).orElse(0.0);
        Duration delay = layers.get(PartRows.CHAOS_DELAY).orElse(CHAOS_DELAY);
        boolean enabled = layers.get(PartRows.CHAOS_ENABLED).orElse(false);
        Optional<Long> seed = layers.get(PartRows.CHAOS_SEED);
        return made(
                        Optional.of(layers.name()),
                        name ->
                                Chaos.builder(name)
                                        .faults(faults, PipelineSettings::refused)
                                        .latency(latency, delay)
                                        .enabled(enabled))
                .filter(chaos -> faults > 0 || latency > 0)
                .map(chaos -> seed.map(chaos::seed).orElse(chaos));
    }

    /** What a REST client throws if nobody listens at the other end. */
    private static ProcessingException refused() {
        return new ProcessingException("chaos", new ConnectException("chaos"));
    }

    /** Whether other threads of the pipeline see the caller's context. */
    public boolean propagatesContext() {
        return layers.get(PartRows.CONTEXT)
                .orElseGet(() -> unlessZero(layers.get(PartRows.HEDGE_DELAY)).isPresent());
    }

    /** Whether fallbacks are used. */
    public boolean isFallbackEnabled() {
        return layers.get(PartRows.FALLBACK).orElse(true);
    }

    /** Returns the configured names of fallbacks. */
    public List<String> fallbackKinds() {
        List<String> kinds = layers.get(PartRows.FALLBACK_KINDS).orElse(List.of());
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
