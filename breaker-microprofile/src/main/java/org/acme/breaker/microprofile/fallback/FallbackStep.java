package org.acme.breaker.microprofile.fallback;

import jakarta.interceptor.InvocationContext;
import org.acme.breaker.microprofile.settings.ExceptionRules;
import org.jspecify.annotations.Nullable;

/** Provides the result when a method has failed. */
public final class FallbackStep {

    /** Runs the fallback of a call. */
    @FunctionalInterface
    interface Answer {
        @Nullable Object to(InvocationContext call, Throwable failure) throws Exception;
    }

    private final ExceptionRules applied;
    private final Answer answer;

    FallbackStep(ExceptionRules applied, Answer answer) {
        this.applied = applied;
        this.answer = answer;
    }

    /** Whether this fallback handles {@code failure}. */
    public boolean answersFor(Throwable failure) {
        return applied.cover(failure);
    }

    /** Returns the fallback's result; throws what the fallback throws. */
    public @Nullable Object answer(InvocationContext call, Throwable failure) throws Exception {
        return answer.to(call, failure);
    }
}
