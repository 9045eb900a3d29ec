package org.acme.breaker.fallback;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A rule: which exceptions or results it replaces, and by what.
 *
 * @param kind its name in metrics, such as {@code cached_inventory}
 * @param condition on the result and the exception, of which one is given
 * @param now provides the result; {@code null} if {@code later} does
 */
record FallbackRule<T extends @Nullable Object>(
        String kind,
        BiPredicate<@Nullable T, @Nullable Throwable> condition,
        @Nullable BiFunction<@Nullable T, @Nullable Throwable, T> now,
        @Nullable Function<? super Throwable, ? extends CompletionStage<T>> later) {

    @SuppressWarnings("NullAway") // There is an exception where the condition holds.
    static <T extends @Nullable Object> FallbackRule<T> of(
            String kind,
            Predicate<Throwable> matches,
            Function<? super Throwable, ? extends T> answer) {
        return new FallbackRule<>(
                kind,
                (result, thrown) -> thrown != null && matches.test(thrown),
                (result, thrown) -> answer.apply(thrown),
                null);
    }

    static <T extends @Nullable Object> FallbackRule<T> later(
            String kind,
            Predicate<Throwable> matches,
            Function<? super Throwable, ? extends CompletionStage<T>> answer) {
        return new FallbackRule<>(
                kind, (result, thrown) -> thrown != null && matches.test(thrown), null, answer);
    }

    @SuppressWarnings("NullAway") // A result may be null only if T may.
    static <T extends @Nullable Object> FallbackRule<T> onResult(
            String kind, Predicate<? super T> matches, Function<? super T, ? extends T> answer) {
        return new FallbackRule<>(
                kind,
                (result, thrown) -> thrown == null && matches.test(result),
                (result, thrown) -> answer.apply(result),
                null);
    }

    boolean matches(@Nullable T result, @Nullable Throwable thrown) {
        return condition.test(result, thrown);
    }

    boolean isLater() {
        return later != null;
    }

    /** Returns the result, and waits for it if it comes later. */
    T answer(@Nullable T result, @Nullable Throwable thrown) {
        return now == null ? awaited(stage(result, thrown)) : now.apply(result, thrown);
    }

    /** Starts to provide the result. */
    @SuppressWarnings("NullAway") // There is an exception where the condition holds.
    CompletionStage<T> stage(@Nullable T result, @Nullable Throwable thrown) {
        return later == null
                ? CompletableFuture.completedFuture(answer(result, thrown))
                : later.apply(thrown);
    }

    private static <T extends @Nullable Object> T awaited(CompletionStage<T> stage) {
        CompletableFuture<T> answer = stage.toCompletableFuture();
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a fallback");
        } catch (ExecutionException e) {
            throw FallbackRule.<RuntimeException>undeclared(
                    e.getCause() == null ? e : e.getCause());
        }
    }

    /** A fallback declares no exceptions. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E undeclared(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
