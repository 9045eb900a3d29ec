package org.acme.breaker.fallback;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.ListenerList;
import org.acme.breaker.async.Answer;
import org.acme.breaker.async.Failures;
import org.jspecify.annotations.Nullable;

/**
 * What is answered where a call has failed: the first rule whose exception matches, else the
 * exception itself. Immutable: every {@code or…} and {@code on…} answers a new fallback.
 *
 * @param <T> what is answered
 */
public final class Fallback<T extends @Nullable Object> {

    private static final ListenerList<Object> LOG = new ListenerList<>("fallback");

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
    private final List<Consumer<String>> listeners;

    private Fallback(List<Rule<T>> rules, List<Consumer<String>> listeners) {
        this.rules = rules;
        this.listeners = listeners;
    }

    /** Without a rule: throws what was thrown. */
    public static <T extends @Nullable Object> Fallback<T> none() {
        return new Fallback<>(List.of(), List.of());
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

    /**
     * Tells {@code listener}, too, the kind of every rule that is used. What it throws is logged and
     * changes nothing.
     */
    public Fallback<T> onUse(Consumer<String> listener) {
        return new Fallback<>(rules, added(listeners, Objects.requireNonNull(listener)));
    }

    /** The kinds of all rules, in the order in which they are tried; each once. */
    public List<String> kinds() {
        return rules.stream().map(Rule::kind).distinct().toList();
    }

    private Fallback<T> with(Rule<T> rule) {
        return new Fallback<>(added(rules, rule), listeners);
    }

    private static <X> List<X> added(List<X> list, X one) {
        List<X> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
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
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return answer(rule, thrown);
        }
    }

    /**
     * Starts asynchronous work, or answers in its place. Whoever ends the answer early cancels the
     * work.
     */
    public CompletableFuture<T> callAsync(Supplier<? extends CompletionStage<T>> body) {
        AsyncFallback answer = new AsyncFallback();
        answer.begin(body);
        return answer;
    }

    /** One asynchronous call. */
    private final class AsyncFallback extends Answer<T> {

        void begin(Supplier<? extends CompletionStage<T>> body) {
            start(body);
        }

        @Override
        protected void workEnded(@Nullable T result, @Nullable Throwable thrown) {
            Rule<T> rule = thrown == null || isClaimed() ? null : ruleFor(thrown);
            if (thrown == null || rule == null) {
                finish(result, thrown);
            } else {
                finish(answer(rule, thrown), null);
            }
        }
    }

    /** A rule that can't even say whether it matches doesn't. */
    private @Nullable Rule<T> ruleFor(Throwable thrown) {
        for (Rule<T> rule : rules) {
            try {
                if (rule.matches().test(thrown)) {
                    return rule;
                }
            } catch (Throwable undecided) {
                LOG.complain(undecided);
            }
        }
        return null;
    }

    /** If the answer fails too, what it stands in for isn't lost. */
    private T answer(Rule<T> rule, Throwable thrown) {
        tell(rule.kind());
        try {
            return rule.answer().apply(thrown);
        } catch (Throwable e) {
            Failures.attach(e, thrown);
            throw e;
        }
    }

    private void tell(String kind) {
        for (Consumer<String> listener : listeners) {
            try {
                listener.accept(kind);
            } catch (Throwable thrown) {
                LOG.complain(thrown);
            }
        }
    }
}
