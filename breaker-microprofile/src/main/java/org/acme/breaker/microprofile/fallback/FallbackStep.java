package org.acme.breaker.microprofile.fallback;

import jakarta.interceptor.InvocationContext;
import org.acme.breaker.microprofile.settings.ExceptionRules;
import org.jspecify.annotations.Nullable;

/** Answers in a method's place. */
public final class FallbackStep {

    /** The way to the answer. */
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

    /** Whether it answers for {@code failure}. */
    public boolean answersFor(Throwable failure) {
        return applied.cover(failure);
    }

    /** The answer; throws what the fallback throws. */
    public @Nullable Object answer(InvocationContext call, Throwable failure) throws Exception {
        return answer.to(call, failure);
    }
}
