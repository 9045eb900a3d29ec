package org.acme.breaker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rules of a configuration about exceptions and results. Later rules of a kind add to
 * the earlier ones. Without rules, every exception and error is a failure and every result a
 * success. Interrupts and cancellations come from the caller and are never recorded, whatever the
 * rules say; only a {@link Classifier} of the user can change that.
 */
final class ClassifierBuilder {

    private @Nullable Classifier whole;
    private @Nullable Predicate<Throwable> recorded;
    private @Nullable Predicate<Throwable> ignored;
    private @Nullable Predicate<@Nullable Object> failureResult;
    private @Nullable Predicate<@Nullable Object> ignoredResult;
    private @Nullable Function<Object, @Nullable Duration> openFor;

    ClassifierBuilder() {}

    ClassifierBuilder(Classifier whole) {
        this.whole = whole;
    }

    void recorded(List<Class<? extends Throwable>> types) {
        recorded(anyOf(types));
    }

    void ignored(List<Class<? extends Throwable>> types) {
        ignored(anyOf(types));
    }

    void recorded(Predicate<? super Throwable> rule) {
        recorded = either(recorded, rule::test);
    }

    void ignored(Predicate<? super Throwable> rule) {
        ignored = either(ignored, rule::test);
    }

    void failureResult(Predicate<@Nullable Object> rule) {
        failureResult = either(failureResult, rule);
    }

    void ignoredResult(Predicate<@Nullable Object> rule) {
        ignoredResult = either(ignoredResult, rule);
    }

    void openFor(Function<Object, @Nullable Duration> asked) {
        openFor = asked;
    }

    /** Builds a classifier whose rules come before those of the classifier it was built from. */
    Classifier build() {
        Classifier base = whole == null ? Built.NOTHING_SAID : whole;
        if (recorded == null
                && ignored == null
                && failureResult == null
                && ignoredResult == null
                && openFor == null) {
            return base;
        }
        return new Built(base, recorded, ignored, failureResult, ignoredResult, openFor);
    }

    private record Built(
            @Nullable Classifier base,
            @Nullable Predicate<Throwable> recorded,
            @Nullable Predicate<Throwable> ignored,
            @Nullable Predicate<@Nullable Object> failureResult,
            @Nullable Predicate<@Nullable Object> ignoredResult,
            @Nullable Function<Object, @Nullable Duration> openFor)
            implements Classifier {

        static final Classifier NOTHING_SAID = new Built(null, null, null, null, null, null);

        @Override
        public boolean looksAtResults() {
            return failureResult != null
                    || ignoredResult != null
                    || (base != null && base.looksAtResults());
        }

        @Override
        public @Nullable Duration openFor(@Nullable Object trigger) {
            Duration asked = openFor == null || trigger == null ? null : openFor.apply(trigger);
            return asked == null && base != null ? base.openFor(trigger) : asked;
        }

        @Override
        public Classification ofResult(@Nullable Object result) {
            if (ignoredResult != null && ignoredResult.test(result)) {
                return Classification.IGNORED;
            }
            if (failureResult != null && failureResult.test(result)) {
                return Classification.FAILURE;
            }
            return base == null ? Classification.SUCCESS : base.ofResult(result);
        }

        @Override
        public Classification ofThrowable(Throwable thrown) {
            if (ignored != null && ignored.test(thrown)) {
                return Classification.IGNORED;
            }
            boolean callersBusiness =
                    thrown instanceof InterruptedException
                            || thrown instanceof CancellationException;
            if (recorded != null && !callersBusiness) {
                return recorded.test(thrown) ? Classification.FAILURE : Classification.SUCCESS;
            }
            if (base != null) {
                return base.ofThrowable(thrown);
            }
            return callersBusiness ? Classification.IGNORED : Classification.FAILURE;
        }
    }

    private static Predicate<Throwable> anyOf(List<Class<? extends Throwable>> types) {
        return thrown -> types.stream().anyMatch(type -> type.isInstance(thrown));
    }

    private static <T extends @Nullable Object> Predicate<T> either(
            @Nullable Predicate<T> first, Predicate<T> second) {
        return first == null ? second : value -> first.test(value) || second.test(value);
    }
}
