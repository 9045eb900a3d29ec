package org.acme.breaker.fallback;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

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
import org.acme.breaker.internal.Answer;
import org.acme.breaker.internal.FailureLog;
import org.acme.breaker.internal.Failures;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Provides a result when a call fails, by the first rule that matches the exception; without a
 * match, the exception is thrown. If a future wrapped the failure in a {@code CompletionException}
 * or {@code ExecutionException}, rules see the cause. Immutable: every {@code or…}, {@code on…} and
 * {@code within} returns a new fallback. Thread-safe if its rules are.
 *
 * @param <T> the result; may be {@code null}
 */
public final class Fallback<T extends @Nullable Object> {

    private static final FailureLog LOG = new FailureLog("fallback");
    private static final String ANSWER = "fallback.answer";
    private static final String A_FUNCTION = "a function";

    /**
     * A rule: which exceptions it handles, and with what result.
     *
     * @param kind its name in metrics, such as {@code cached_inventory}
     */
    private record Rule<T extends @Nullable Object>(
            String kind,
            Predicate<Throwable> matches,
            Function<? super Throwable, ? extends T> answer) {}

    private final List<Rule<T>> rules;
    private final List<Consumer<String>> listeners;
    private final @Nullable Timeout limit;

    private Fallback(
            List<Rule<T>> rules, List<Consumer<String>> listeners, @Nullable Timeout limit) {
        this.rules = rules;
        this.listeners = listeners;
        this.limit = limit;
    }

    /** Returns a fallback without rules, which throws every exception. */
    public static <T extends @Nullable Object> Fallback<T> none() {
        return new Fallback<>(List.of(), List.of(), null);
    }

    /**
     * Adds a rule for exceptions of {@code type}: the call returns what {@code answer} makes of
     * them.
     */
    public <X extends Throwable> Fallback<T> orOn(
            Class<X> type, String kind, Function<? super X, ? extends T> answer) {
        requireGiven(type, "fallback.type", "a class of exceptions");
        requireGiven(answer, ANSWER, A_FUNCTION);
        return with(kind, type::isInstance, thrown -> answer.apply(type.cast(thrown)));
    }

    /**
     * Adds a rule for exceptions that match: the call returns what {@code answer} makes of them.
     */
    public Fallback<T> orWhen(
            Predicate<? super Throwable> matches,
            String kind,
            Function<? super Throwable, ? extends T> answer) {
        requireGiven(matches, "fallback.matches", "a predicate");
        return with(kind, matches::test, answer);
    }

    /**
     * Adds a rule for all other exceptions, but not errors: the call returns what {@code answer}
     * makes of them.
     */
    public Fallback<T> orElse(String kind, Function<? super Throwable, ? extends T> answer) {
        return with(kind, Exception.class::isInstance, answer);
    }

    /** Adds a rule for all other exceptions, but not errors: the call returns this value. */
    public Fallback<T> orElseValue(String kind, T value) {
        return orElse(kind, thrown -> value);
    }

    /**
     * Adds a listener that gets the kind of every rule that is used. Its exceptions are logged and
     * change nothing.
     */
    public Fallback<T> onUse(Consumer<String> listener) {
        requireGiven(listener, "fallback.listener", "a listener");
        return new Fallback<>(rules, added(listeners, listener), limit);
    }

    /**
     * Limits how long a rule may run. A fallback runs outside the pipeline's deadline, which is
     * often over by then, so without this nothing limits it. A rule that blocks longer is
     * interrupted, and the call fails with the exception of {@code value}; the failure of the
     * original call is attached as suppressed. The caller's deadline, over or not, does not shorten
     * this time.
     */
    public Fallback<T> within(Timeout value) {
        requireGiven(value, "fallback.within", "a timeout");
        return new Fallback<>(rules, listeners, value);
    }

    /** Returns the kinds of all rules in the order in which they are tried, each once. */
    public List<String> kinds() {
        return rules.stream().map(Rule::kind).distinct().toList();
    }

    private Fallback<T> with(
            String kind,
            Predicate<Throwable> matches,
            Function<? super Throwable, ? extends T> answer) {
        requireGiven(kind, "fallback.kind", "a name");
        requireGiven(answer, ANSWER, A_FUNCTION);
        return new Fallback<>(added(rules, new Rule<>(kind, matches, answer)), listeners, limit);
    }

    private static <X> List<X> added(List<X> list, X one) {
        List<X> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    /** Makes the call; if it fails, the first matching rule provides the result. */
    public <E extends Exception> T call(CheckedCall<? extends T, E> body) throws E {
        Objects.requireNonNull(body, "body");
        try {
            return body.call();
        } catch (Throwable thrown) {
            Throwable judged = Failures.unwrap(thrown);
            Rule<T> rule = ruleFor(judged);
            if (rule == null) {
                throw thrown;
            }
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return limit == null ? answer(rule, judged) : withinLimit(limit, rule, judged);
        }
    }

    private T withinLimit(Timeout within, Rule<T> rule, Throwable judged) {
        try {
            return within.call(() -> answer(rule, judged), Deadline.none());
        } catch (Throwable e) {
            Failures.attach(e, judged);
            throw e;
        }
    }

    /**
     * Starts asynchronous work; if it fails, the first matching rule provides the result. Ending
     * the returned future early cancels the work.
     */
    public CompletableFuture<T> callAsync(Supplier<? extends CompletionStage<T>> body) {
        Objects.requireNonNull(body, "body");
        AsyncFallback answer = new AsyncFallback();
        answer.begin(body);
        return answer;
    }

    /** One asynchronous call with its fallback. A rule runs on the thread that ended the work. */
    private final class AsyncFallback extends Answer<T> {

        private final Deadline callers = Deadline.current();

        /** The failure that a rule handles; set before the rule's work is followed. */
        private volatile @Nullable Throwable primary;

        void begin(Supplier<? extends CompletionStage<T>> body) {
            start(body);
        }

        @Override
        protected void workEnded(@Nullable T result, @Nullable Throwable thrown) {
            if (primary != null && thrown != null) {
                finish(null, Failures.attach(thrown, primary));
                return;
            }
            Throwable judged = thrown == null ? null : Failures.unwrap(thrown);
            Rule<T> rule = judged == null || isClaimed() ? null : ruleFor(judged);
            if (judged == null || rule == null) {
                finish(result, thrown);
            } else {
                primary = judged;
                callers.callInstead(() -> answerBy(rule, judged));
            }
        }

        /** Returns {@code null} while a rule runs: the work has been started and has ended. */
        @Override
        protected @Nullable Throwable withdraw() {
            return primary == null ? withdrawWork() : null;
        }

        private boolean answerBy(Rule<T> rule, Throwable judged) {
            if (limit == null) {
                return finish(answer(rule, judged), null);
            }
            follow(
                    limit.callAsync(
                            () -> CompletableFuture.completedFuture(answer(rule, judged)),
                            Deadline.none()));
            return true;
        }
    }

    /** A rule whose condition throws does not match. */
    private @Nullable Rule<T> ruleFor(Throwable thrown) {
        for (Rule<T> rule : rules) {
            try {
                if (rule.matches().test(thrown)) {
                    return rule;
                }
            } catch (Throwable undecided) {
                LOG.logAndContinue(undecided);
            }
        }
        return null;
    }

    /**
     * Runs a rule for a failure. If it fails too, the original failure is attached to its
     * exception.
     */
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
                LOG.logAndContinue(thrown);
            }
        }
    }
}
