package org.acme.checkout.protection;

import java.time.Duration;
import java.util.function.Function;
import org.acme.breaker.CircuitBreaker;
import org.acme.breaker.fallback.Fallback;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.breaker.timeout.Timeout;
import org.acme.checkout.remote.Outage;

/**
 * How another service may be called: by users, who wait and get a fallback, and in the background,
 * where nobody waits. Both go through the same breaker.
 *
 * @param <S> the service as it is without any protection, one attempt a call
 */
public class CallPolicy<S> {

    private final S service;
    private final Pipelines pipelines;
    private final Pipeline users;
    private final Pipeline background;
    private final Duration longestCall;

    /**
     * A policy.
     *
     * @param users what a user's call goes through
     * @param attempt how long one attempt may take
     */
    public CallPolicy(S service, Pipeline users, Duration attempt, Pipelines pipelines) {
        this.service = service;
        this.pipelines = pipelines;
        this.users = users;
        this.background =
                users.breaker().map(shared -> inBackground(users, shared, attempt)).orElse(users);
        this.longestCall = longest(users, attempt);
    }

    /**
     * No retry and no fallback: the caller comes again by itself. No bulkhead either: the caller's
     * own few threads are one.
     */
    private static Pipeline inBackground(Pipeline users, CircuitBreaker shared, Duration attempt) {
        return Pipeline.named(users.name() + "-background")
                .breaker(shared)
                .timeout(Timeout.of(users.name(), attempt))
                .build();
    }

    /** Of a user's call, or of one attempt in the background. */
    private static Duration longest(Pipeline users, Duration attempt) {
        int attempts = users.retry().map(retry -> retry.config().maxAttempts()).orElse(1);
        Duration all = attempt.multipliedBy(attempts);
        Duration forUsers = users.deadline().filter(end -> end.compareTo(all) < 0).orElse(all);
        return forUsers.compareTo(attempt) > 0 ? forUsers : attempt;
    }

    /**
     * A call that a user waits for.
     *
     * @param kind which fallback it is, in metrics
     * @param fallback is told in words why there is no answer, and gives one in its place; never
     *     asked in the unprotected lane
     */
    public <T> T forUsers(String kind, Function<S, T> call, Function<String, T> fallback) {
        Fallback<T> standIn =
                Fallback.<T>none()
                        .orWhen(
                                Outage::is,
                                kind,
                                cause -> fallback.apply(Outage.words(users.name(), cause)));
        return users.call(() -> call.apply(service), pipelines.fallback(users.name(), standIn));
    }

    /**
     * A call that nobody waits for. It may take the breaker's probe, which hurts nobody when it
     * fails: so a breaker closes again without any users.
     */
    public <T> T inBackground(Function<S, T> call) {
        return background.call(() -> call.apply(service));
    }

    /** The longest that any of these calls may take, but for the short waits between attempts. */
    public Duration longestCall() {
        return longestCall;
    }
}
