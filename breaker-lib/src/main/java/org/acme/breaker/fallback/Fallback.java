package org.acme.breaker.fallback;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.jspecify.annotations.Nullable;

/**
 * What is answered where a call has failed: the first rule whose exception matches, else the
 * exception itself. Immutable: every {@code or…} answers a new fallback.
 *
 * @param <T> what is answered
 */
public final class Fallback<T extends @Nullable Object> {

    /**
     * One way out.
     *
     * @param kind its name in metrics, such as {@code cached_inventory}
     */
    private record Rule<T extends @Nullable Object>(
            String kind,
            Predicate<Throwable> matches,
            Function<? super Throwable, ? extends T> answer) {}

    private final List<Rule<T>> rules;
    private final Consumer<String> used;

    private Fallback(List<Rule<T>> rules, Consumer<String> used) {
        this.rules = List.copyOf(rules);
        this.used = used;
    }

    /** Without a rule: throws what was thrown. */
    public static <T extends @Nullable Object> Fallback<T> none() {
        return new Fallback<>(List.of(), kind -> {});
    }

    /** For exceptions of {@code type}: what {@code answer} makes of them. */
    public <X extends Throwable> Fallback<T> orOn(
            Class<X> type, String kind, Function<? super X, ? extends T> answer) {
        return with(new Rule<>(kind, type::isInstance, thrown -> answer.apply(type.cast(thrown))));
    }

    /** For exceptions that match: what {@code answer} makes of them. */
    public Fallback<T> orWhen(
            Predicate<? super Throwable> matches,
            String kind,
            Function<? super Throwable, ? extends T> answer) {
        return with(new Rule<>(kind, matches::test, answer));
    }

    /** For any other exception (no error): what {@code answer} makes of it. */
    public Fallback<T> orElse(String kind, Function<? super Throwable, ? extends T> answer) {
        return with(new Rule<>(kind, Exception.class::isInstance, answer));
    }

    /** For any other exception (no error): this value. */
    public Fallback<T> orElseValue(String kind, T value) {
        return orElse(kind, thrown -> value);
    }

    /** Tells {@code listener} the kind of every rule that is used. It must not throw. */
    public Fallback<T> onUse(Consumer<String> listener) {
        return new Fallback<>(rules, Objects.requireNonNull(listener));
    }

    private Fallback<T> with(Rule<T> rule) {
        List<Rule<T>> more = new ArrayList<>(rules);
        more.add(rule);
        return new Fallback<>(more, used);
    }

    /** Makes the call, or answers in its place. */
    public <E extends Exception> T call(CheckedCall<? extends T, E> body) throws E {
        try {
            return body.call();
        } catch (Throwable thrown) {
            Rule<T> rule = ruleFor(thrown);
            if (rule == null) {
                throw thrown;
            }
            return answer(rule, thrown);
        }
    }

    /** Starts asynchronous work, or answers in its place. */
    public CompletionStage<T> callAsync(Supplier<? extends CompletionStage<T>> body) {
        CompletionStage<T> stage;
        try {
            stage = body.get();
        } catch (Throwable thrown) {
            stage = CompletableFuture.failedFuture(thrown);
        }
        return stage.handle(
                (result, thrown) -> {
                    if (thrown == null) {
                        return result;
                    }
                    Throwable cause = unwrap(thrown);
                    Rule<T> rule = ruleFor(cause);
                    if (rule == null) {
                        throw new CompletionException(cause);
                    }
                    return answer(rule, cause);
                });
    }

    private @Nullable Rule<T> ruleFor(Throwable thrown) {
        for (Rule<T> rule : rules) {
            if (rule.matches().test(thrown)) {
                return rule;
            }
        }
        return null;
    }

    /** If the answer fails too, what it stands in for isn't lost. */
    private T answer(Rule<T> rule, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        used.accept(rule.kind());
        try {
            return rule.answer().apply(thrown);
        } catch (RuntimeException e) {
            if (e != thrown) {
                e.addSuppressed(thrown);
            }
            throw e;
        }
    }

    private static Throwable unwrap(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
    }
}
