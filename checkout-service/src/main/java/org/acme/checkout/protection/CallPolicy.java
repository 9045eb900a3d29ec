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
 * Makes calls to another service: for users, who wait and get a fallback, and in the background.
 * Both use the same breaker.
 *
 * @param <S> the client of the service without protection, one attempt for each call
 */
public class CallPolicy<S> {

    private final S service;
    private final Pipelines pipelines;
    private final Pipeline users;
    private final Pipeline background;
    private final Duration longestCall;

    /**
     * Creates a policy.
     *
     * @param users the pipeline for users' calls
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
     * Returns a pipeline without retry and fallback, because background work repeats by itself. It
     * has no bulkhead either: the few threads of that work are its limit.
     */
    private static Pipeline inBackground(Pipeline users, CircuitBreaker shared, Duration attempt) {
        return Pipeline.named(users.name() + "-background")
                .breaker(shared)
                .timeout(Timeout.of(users.name(), attempt))
                .build();
    }

    /** Returns the longest duration of a user's call or of one attempt in the background. */
    private static Duration longest(Pipeline users, Duration attempt) {
        int attempts = users.retry().map(retry -> retry.config().maxAttempts()).orElse(1);
        Duration all = attempt.multipliedBy(attempts);
        Duration forUsers = users.deadline().filter(end -> end.compareTo(all) < 0).orElse(all);
        return forUsers.compareTo(attempt) > 0 ? forUsers : attempt;
    }

    /**
     * Makes a call for a user who waits for the result.
     *
     * @param kind the name of the fallback in metrics
     * @param fallback gets the reason of the failure as text and provides the result; never called
     *     in the unprotected lane
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
     * Makes a call in the background. It may be the breaker's probe: if it fails, no user is
     * affected, and a breaker can close even without users.
     */
    public <T> T inBackground(Function<S, T> call) {
        return background.call(() -> call.apply(service));
    }

    /**
     * Returns the longest duration of any of these calls, without the short waits between attempts.
     */
    public Duration longestCall() {
        return longestCall;
    }
}
