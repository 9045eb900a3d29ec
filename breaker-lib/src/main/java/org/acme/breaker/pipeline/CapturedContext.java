package org.acme.breaker.pipeline;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.internal.FailureLog;
import org.jspecify.annotations.Nullable;

/** The context of one caller, and what runs in it. */
final class CapturedContext {

    private static final FailureLog LOG = new FailureLog("context propagation");

    private final Executor executor;

    CapturedContext(ContextPropagation propagation) {
        this.executor = Objects.requireNonNull(propagation.capture(), "the captured context");
    }

    <T extends @Nullable Object> Supplier<CompletionStage<T>> around(
            Supplier<? extends CompletionStage<T>> body) {
        return () -> this.<CompletionStage<T>, RuntimeException>call(body::get);
    }

    <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body) throws E {
        Run<T> run = new Run<>(body);
        executor.execute(run);
        return run.<E>result();
    }

    <T extends @Nullable Object> Answer<T> answer(CompletionStage<T> inside) {
        return new ContextAnswer<>(executor, inside);
    }

    /** A body, and how it ended. */
    private static final class Run<T extends @Nullable Object> implements Runnable {

        private final CheckedCall<T, ?> body;
        private boolean ended;
        private @Nullable T result;
        private @Nullable Throwable thrown;

        Run(CheckedCall<T, ?> body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                result = body.call();
            } catch (Throwable failed) {
                thrown = failed;
            }
            ended = true;
        }

        @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
        <E extends Exception> T result() throws E {
            if (!ended) {
                throw new IllegalStateException("the captured context ran nothing");
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                throw (E) thrown;
            }
            return result;
        }
    }

    /** Completes the caller's answer within its context. */
    private static final class ContextAnswer<T extends @Nullable Object> extends Answer<T> {

        private final Executor context;

        ContextAnswer(Executor context, CompletionStage<T> inside) {
            this.context = context;
            follow(inside);
        }

        @Override
        protected void workEnded(@Nullable T result, @Nullable Throwable thrown) {
            try {
                context.execute(() -> finish(result, thrown));
            } catch (Throwable contextFailed) {
                LOG.logAndContinue(contextFailed);
            }
            finish(result, thrown);
        }

        @Override
        protected @Nullable Throwable withdraw() {
            return withdrawWork();
        }
    }
}
