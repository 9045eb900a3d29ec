package org.acme.breaker.fallback;

import static org.acme.breaker.InvalidConfigurationException.requireGiven;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.bulkhead.Bulkhead;
import org.acme.breaker.bulkhead.Bulkhead.Permit;
import org.acme.breaker.internal.Answer;
import org.acme.breaker.internal.FailureLog;
import org.acme.breaker.internal.Failures;
import org.acme.breaker.timeout.Deadline;
import org.acme.breaker.timeout.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Provides a result when a call fails or returns an unwanted result, by the first rule that
 * matches; without a match, the exception is thrown, or the result returned. If a future wrapped
 * the failure in a {@code CompletionException} or {@code ExecutionException}, rules see the cause.
 * Immutable: every {@code or…}, {@code on…}, {@code within} and {@code atMost} returns a new
 * fallback. Thread-safe if its rules are.
 *
 * @param <T> the result; may be {@code null}
 */
public final class Fallback<T extends @Nullable Object> {

    private static final FailureLog LOG = new FailureLog("fallback");
    private static final String ANSWER = "fallback.answer";
    private static final String A_FUNCTION = "a function";
    private static final String KIND = "fallback.kind";
    private static final String A_NAME = "a name";

    private final List<FallbackRule<T>> rules;
    private final List<Consumer<String>> listeners;
    private final @Nullable Timeout limit;
    private final @Nullable Bulkhead places;

    private Fallback(
            List<FallbackRule<T>> rules,
            List<Consumer<String>> listeners,
            @Nullable Timeout limit,
            @Nullable Bulkhead places) {
        this.rules = rules;
        this.listeners = listeners;
        this.limit = limit;
        this.places = places;
    }

    /** Returns a fallback without rules, which throws every exception. */
    public static <T extends @Nullable Object> Fallback<T> none() {
        return new Fallback<>(List.of(), List.of(), null, null);
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
     * Adds a rule for all other exceptions, but not errors: the call returns what the stage of
     * {@code answer} ends with. A blocking call waits for it; limit that with {@link #within}.
     */
    public Fallback<T> orElseAsync(
            String kind, Function<? super Throwable, ? extends CompletionStage<T>> answer) {
        requireGiven(kind, KIND, A_NAME);
        requireGiven(answer, ANSWER, A_FUNCTION);
        return with(FallbackRule.later(kind, Exception.class::isInstance, answer));
    }

    /**
     * Adds a rule for results that match: the call returns what {@code answer} makes of them. A
     * result that no rule matches stands.
     */
    public Fallback<T> orOnResult(
            Predicate<? super T> matches, String kind, Function<? super T, ? extends T> answer) {
        requireGiven(matches, "fallback.matches", "a predicate");
        requireGiven(kind, KIND, A_NAME);
        requireGiven(answer, ANSWER, A_FUNCTION);
        return with(FallbackRule.onResult(kind, matches, answer));
    }

    /**
     * Limits how many rules run at once: a fallback that calls something must not become the next
     * flood. Where there is no permit, the failure (or the result) of the original call stands. The
     * permit is held until the rule has ended.
     */
    public Fallback<T> atMost(Bulkhead value) {
        requireGiven(value, "fallback.atMost", "a bulkhead");
        return new Fallback<>(rules, listeners, limit, value);
    }

    /**
     * Adds a listener that gets the kind of every rule that is used. Its exceptions are logged and
     * change nothing.
     */
    public Fallback<T> onUse(Consumer<String> listener) {
        requireGiven(listener, "fallback.listener", "a listener");
        return new Fallback<>(rules, added(listeners, listener), limit, places);
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
        return new Fallback<>(rules, listeners, value, places);
    }

    /** Returns the kinds of all rules in the order in which they are tried, each once. */
    public List<String> kinds() {
        return rules.stream().map(FallbackRule::kind).distinct().toList();
    }

    private Fallback<T> with(
            String kind,
            Predicate<Throwable> matches,
            Function<? super Throwable, ? extends T> answer) {
        requireGiven(kind, KIND, A_NAME);
        requireGiven(answer, ANSWER, A_FUNCTION);
        return with(FallbackRule.of(kind, matches, answer));
    }

    private Fallback<T> with(FallbackRule<T> rule) {
        return new Fallback<>(added(rules, rule), listeners, limit, places);
    }

    private static <X> List<X> added(List<X> list, X one) {
        List<X> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }

    /** Makes the call; if it fails, the first matching rule provides the result. */
    public <E extends Exception> T call(CheckedCall<? extends T, E> body) throws E {
        Objects.requireNonNull(body, "body");
        T result;
        try {
            result = body.call();
        } catch (Throwable thrown) {
            Throwable judged = Failures.unwrap(thrown);
            FallbackRule<T> rule = ruleFor(null, judged);
            Permit permit = rule == null ? null : permit();
            if (rule == null || isFull(permit)) {
                throw thrown;
            }
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return replaced(rule, null, judged, permit);
        }
        FallbackRule<T> rule = ruleFor(result, null);
        Permit permit = rule == null ? null : permit();
        return rule == null || isFull(permit) ? result : replaced(rule, result, null, permit);
    }

    private @Nullable Permit permit() {
        return places == null ? null : places.tryAcquire();
    }

    private boolean isFull(@Nullable Permit permit) {
        return places != null && permit == null;
    }

    private T replaced(
            FallbackRule<T> rule,
            @Nullable T result,
            @Nullable Throwable judged,
            @Nullable Permit permit) {
        try {
            return limit == null
                    ? answer(rule, result, judged)
                    : limit.call(() -> answer(rule, result, judged), Deadline.none());
        } catch (Throwable e) {
            Failures.attach(e, judged);
            throw e;
        } finally {
            if (permit != null) {
                permit.release();
            }
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
        private final AtomicReference<@Nullable Permit> held = new AtomicReference<>();

        /** Set before the rule's work is followed. */
        private volatile boolean answering;

        /** The failure that a rule handles. */
        private volatile @Nullable Throwable primary;

        void begin(Supplier<? extends CompletionStage<T>> body) {
            start(body);
        }

        @Override
        protected void workEnded(@Nullable T result, @Nullable Throwable thrown) {
            if (answering) {
                finish(result, thrown == null ? null : Failures.attach(thrown, primary));
                return;
            }
            Throwable judged = thrown == null ? null : Failures.unwrap(thrown);
            FallbackRule<T> rule = isClaimed() ? null : ruleFor(result, judged);
            Permit permit = rule == null ? null : permit();
            if (rule == null || isFull(permit)) {
                finish(result, thrown);
                return;
            }
            hold(permit);
            primary = judged;
            answering = true;
            callers.callInstead(() -> answerBy(rule, result, judged));
        }

        private void hold(@Nullable Permit permit) {
            held.set(permit);
            if (isClaimed()) {
                release();
            }
        }

        private void release() {
            Permit permit = held.getAndSet(null);
            if (permit != null) {
                permit.release();
            }
        }

        @Override
        protected void settle(@Nullable T result, @Nullable Throwable thrown, boolean givenUp) {
            release();
        }

        /** Returns {@code null} while a rule runs: the work has been started and has ended. */
        @Override
        protected @Nullable Throwable withdraw() {
            return answering ? null : withdrawWork();
        }

        private boolean answerBy(
                FallbackRule<T> rule, @Nullable T result, @Nullable Throwable judged) {
            if (limit != null) {
                follow(limit.callAsync(() -> stage(rule, result, judged), Deadline.none()));
            } else if (rule.isLater()) {
                follow(stage(rule, result, judged));
            } else {
                return finish(answer(rule, result, judged), null);
            }
            return true;
        }
    }

    /** A rule whose condition throws does not match. */
    private @Nullable FallbackRule<T> ruleFor(@Nullable T result, @Nullable Throwable thrown) {
        for (FallbackRule<T> rule : rules) {
            try {
                if (rule.matches(result, thrown)) {
                    return rule;
                }
            } catch (Throwable undecided) {
                LOG.logAndContinue(undecided);
            }
        }
        return null;
    }

    /**
     * Runs a rule for a failure or a result. If it fails too, the original failure is attached to
     * its exception.
     */
    private T answer(FallbackRule<T> rule, @Nullable T result, @Nullable Throwable thrown) {
        tell(rule.kind());
        try {
            return rule.answer(result, thrown);
        } catch (Throwable e) {
            Failures.attach(e, thrown);
            throw e;
        }
    }

    private CompletionStage<T> stage(
            FallbackRule<T> rule, @Nullable T result, @Nullable Throwable thrown) {
        tell(rule.kind());
        try {
            return rule.stage(result, thrown);
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
