package org.acme.checkout.lessons;

import java.time.Duration;
import java.util.function.Function;
import org.acme.breaker.pipeline.Pipeline;
import org.acme.breaker.pipeline.PipelineBuilder;
import org.acme.breaker.quarkus.pipeline.Pipelines;
import org.acme.breaker.retry.Retry;
import org.acme.checkout.protection.CallPolicy;
import org.acme.checkout.remote.RemoteFailure;
import org.acme.checkout.remote.RemoteFailure.Kind;

/**
 * A policy changed by bad habits. Created for each call, because the habits may change before the
 * next.
 */
final class AntiPatternPolicy<S> extends CallPolicy<S> {

    /** The name of the shared breaker, which exists only while that habit is switched on. */
    static final String ALL = "all";

    private final AntiPatterns habits;
    private final S service;
    private final Pipeline usual;
    private final Pipeline corrupted;

    private AntiPatternPolicy(
            AntiPatterns habits,
            S service,
            Pipeline usual,
            Pipeline corrupted,
            Duration attempt,
            Pipelines pipelines) {
        super(service, corrupted, attempt, pipelines);
        this.habits = habits;
        this.service = service;
        this.usual = usual;
        this.corrupted = corrupted;
    }

    static <S> AntiPatternPolicy<S> of(
            AntiPatterns habits, S service, Pipeline usual, Duration attempt, Pipelines pipelines) {
        Pipeline parts = habits.oneBreakerForAll() ? pipelines.pipeline(ALL) : usual;
        PipelineBuilder builder = Pipeline.named(usual.name());
        if (habits.uses(Part.TIMEOUT)) {
            parts.deadline().ifPresent(builder::deadline);
            parts.timeout().ifPresent(builder::timeout);
        }
        if (habits.uses(Part.BREAKER)) {
            parts.breaker().ifPresent(builder::breaker);
        }
        if (habits.uses(Part.BULKHEAD)) {
            parts.bulkhead().ifPresent(builder::bulkhead);
        }
        if (habits.uses(Part.RETRY) && !habits.retryInsideBreaker()) {
            parts.retry().ifPresent(builder::retry);
        }
        return new AntiPatternPolicy<>(habits, service, usual, builder.build(), attempt, pipelines);
    }

    @Override
    public <T> T forUsers(String kind, Function<S, T> call, Function<String, T> fallback) {
        Function<S, T> asSeen = retrying(overlooking(call));
        return habits.noFallback() || !habits.uses(Part.FALLBACK)
                ? corrupted.call(() -> asSeen.apply(service))
                : super.forUsers(kind, asSeen, fallback);
    }

    @Override
    public <T> T inBackground(Function<S, T> call) {
        return super.inBackground(overlooking(call));
    }

    private <T> Function<S, T> retrying(Function<S, T> call) {
        if (!habits.retryInsideBreaker() || usual.retry().isEmpty()) {
            return call;
        }
        Retry retry = usual.retry().get();
        return asked -> retry.call(() -> call.apply(asked));
    }

    private <T> Function<S, T> overlooking(Function<S, T> call) {
        if (!habits.onlyTimeoutsCount()) {
            return call;
        }
        return asked -> {
            try {
                return call.apply(asked);
            } catch (RemoteFailure failure) {
                throw failure.kind() == Kind.SERVER_ERROR
                        ? new NotRecordedFailure(failure)
                        : failure;
            }
        };
    }
}
