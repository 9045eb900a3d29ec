package org.acme.breaker.contract;

import static org.acme.breaker.contract.History.MILLI;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.CircuitBreakerConfig;
import org.acme.breaker.Classification;
import org.acme.breaker.Classifier;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.contract.History.Breaker;
import org.acme.breaker.contract.History.FallbackRule;
import org.acme.breaker.contract.History.Manners;
import org.acme.breaker.contract.History.Settings;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.hedge.Hedge;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.pipeline.PipelineBuilder;
import org.acme.breaker.ratelimit.RateLimiter;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.Retry;
import org.acme.breaker.retry.RetryBudget;
import org.acme.breaker.retry.RetryConfig;
import org.acme.breaker.timeout.Timeout;
import org.jspecify.annotations.Nullable;

/** The parts of one history, all on simulated time, and a pipeline of them. */
class Parts {

    static final int PROBES = 2;
    static final String FALLBACK = "fallback";

    final Simulation simulation;
    final Settings settings;
    final Reports reports;
    final @Nullable CircuitBreaker breaker;
    final @Nullable Bulkhead bulkhead;
    final @Nullable RateLimiter limiter;
    final @Nullable RetryBudget budget;
    final @Nullable Hedge hedge;
    private final Fallback<@Nullable String> fallback;
    private final Pipeline pipeline;

    Parts(Simulation simulation, Settings settings) {
        this.simulation = simulation;
        this.settings = settings;
        this.reports = new Reports(() -> behave("listener", settings.listeners()));
        this.breaker = settings.breaker() == Breaker.NONE ? null : breaker();
        this.bulkhead = settings.places() == 0 ? null : bulkhead(settings);
        this.limiter = settings.rate() == 0 ? null : limiter(settings.rate());
        this.budget = settings.budget() == 0 ? null : RetryBudget.of(0, settings.budget());
        this.hedge = settings.hedges() == 1 ? null : hedge();
        this.fallback = fallback();
        this.pipeline = pipeline();
    }

    // --- what is under test; replaced where a mistake is planted ---

    CompletableFuture<@Nullable String> callAsync(
            Supplier<? extends CompletionStage<@Nullable String>> body) {
        return settings.fallback() == FallbackRule.NONE
                ? pipeline.callAsync(body)
                : pipeline.callAsync(body, fallback);
    }

    @Nullable String call(CheckedCall<@Nullable String, Exception> body) throws Exception {
        return settings.fallback() == FallbackRule.NONE
                ? pipeline.call(body)
                : pipeline.call(body, fallback);
    }

    /** How many calls hold a place of the bulkhead. */
    int active() {
        return bulkhead == null ? 0 : bulkhead.active();
    }

    Bulkhead bulkhead() {
        return Objects.requireNonNull(bulkhead);
    }

    // --- building ---

    private Pipeline pipeline() {
        PipelineBuilder builder = Pipeline.named("p").time(simulation.ticker(), simulation.timer());
        if (settings.deadlineMillis() > 0) {
            builder.deadline(Duration.ofMillis(settings.deadlineMillis()));
        }
        if (settings.attempts() > 1) {
            builder.retry(retry());
        }
        if (hedge != null) {
            builder.hedge(hedge);
        }
        if (limiter != null) {
            builder.rateLimiter(limiter);
        }
        if (breaker != null) {
            builder.breaker(breaker);
        }
        if (settings.timeoutMillis() > 0) {
            builder.timeout(timeout());
        }
        if (bulkhead != null) {
            builder.bulkhead(bulkhead);
        }
        return builder.build();
    }

    private Bulkhead bulkhead(Settings settings) {
        Duration wait = Duration.ofMillis(settings.waitMillis());
        return Bulkhead.builder("b")
                .maxConcurrent(settings.places())
                .maxWaiting(2)
                .maxWait(wait)
                .timer(simulation.timer())
                .build();
    }

    private Hedge hedge() {
        Hedge made =
                Hedge.builder("h")
                        .maxAttempts(settings.hedges())
                        .delay(Duration.ofMillis(settings.hedgeDelayMillis()))
                        .budget(0, settings.hedgeBudget())
                        .failureResult(
                                result -> {
                                    behave("hedge's predicate", settings.retryOn());
                                    return false;
                                })
                        .timer(simulation.timer())
                        .build();
        made.onOutcome(reports::onHedge);
        return made;
    }

    private RateLimiter limiter(int permits) {
        return RateLimiter.builder("r")
                .permits(1, Duration.ofDays(1))
                .burst(permits)
                .ticker(simulation.ticker())
                .build();
    }

    private Timeout timeout() {
        Timeout timeout =
                Timeout.of("t", Duration.ofMillis(settings.timeoutMillis()), simulation.timer());
        Manners manners = settings.timeoutException();
        return manners == Manners.FINE
                ? timeout
                : timeout.failingWith(() -> answer("timeout exception", manners, new Planned()));
    }

    private Retry retry() {
        Predicate<Throwable> all = Throwable.class::isInstance;
        RetryConfig defaults = RetryConfig.builder().maxAttempts(settings.attempts()).build();
        Predicate<Throwable> retryOn = settings.retryAll() ? all : defaults.retryOn();
        RetryConfig config =
                defaults.toBuilder()
                        .backoff(backoff())
                        .retryOn(
                                thrown -> {
                                    behave("retryOn", settings.retryOn());
                                    return retryOn.test(thrown);
                                })
                        .build();
        Retry retry =
                Retry.of(
                        "y",
                        budget == null ? config : config.toBuilder().budget(budget).build(),
                        simulation.ticker(),
                        nanos -> SimulatedThread.current().block(nanos),
                        simulation.timer());
        retry.onOutcome(reports::onRetry);
        return retry;
    }

    private Backoff backoff() {
        return retry -> {
            behave("backoff", settings.backoff());
            return settings.backoff() == Manners.ANSWERS_NULL
                    ? -1
                    : settings.backoffMillis() * MILLI;
        };
    }

    private CircuitBreaker breaker() {
        boolean halfOpen = settings.breaker() == Breaker.HALF_OPEN;
        CircuitBreakerConfig config =
                CircuitBreakerConfig.builder()
                        .permittedCallsInHalfOpen(PROBES)
                        .successThreshold(100)
                        .openWait(halfOpen ? Duration.ofMillis(1) : Duration.ofDays(1))
                        .probeTimeout(Duration.ofDays(1))
                        .consecutiveFailures(3)
                        .classifier(classifier())
                        .build();
        CircuitBreaker made = CircuitBreaker.of("c", config, simulation.ticker());
        if (settings.breaker() != Breaker.CLOSED) {
            made.open();
        }
        if (halfOpen) {
            simulation.playUntil(MILLI);
            made.poll();
        }
        made.onCall(reports);
        made.onEvent(event -> behave("event listener", settings.listeners()));
        return made;
    }

    private Classifier classifier() {
        Classifier usual = CircuitBreakerConfig.defaults().classifier();
        return new Classifier() {
            @Override
            public Classification ofThrowable(Throwable thrown) {
                return answer("classifier", settings.classifier(), usual.ofThrowable(thrown));
            }

            @Override
            public Classification ofResult(@Nullable Object result) {
                return answer("classifier", settings.classifier(), usual.ofResult(result));
            }
        };
    }

    private Fallback<@Nullable String> fallback() {
        Function<Throwable, @Nullable String> answer =
                thrown -> answer("fallback", settings.fallbackAnswer(), FALLBACK);
        Fallback<@Nullable String> rules =
                settings.fallback() == FallbackRule.FOR_OTHERS
                        ? Fallback.<@Nullable String>none()
                                .orOn(UnsupportedOperationException.class, "others", answer)
                        : Fallback.<@Nullable String>none()
                                .orWhen(
                                        thrown -> behave("rule", settings.retryOn()),
                                        "first",
                                        answer)
                                .orElse("second", answer);
        return rules.onUse(reports::onFallback);
    }

    // --- manners of users ---

    /** What the functions of users throw. */
    static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private boolean behave(String what, Manners manners) {
        simulation.userCode(what);
        switch (manners) {
            case THROWS -> throw new Planned();
            case THROWS_ERROR -> throw new AssertionError("planned");
            default -> {
                return true;
            }
        }
    }

    @SuppressWarnings({"NullAway", "NullableProblems"}) // Users do answer null.
    private <T> T answer(String what, Manners manners, T fine) {
        behave(what, manners);
        return manners == Manners.ANSWERS_NULL ? null : fine;
    }
}
