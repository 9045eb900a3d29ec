package org.acme.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.acme.breaker.window.Counts;
import org.acme.breaker.window.SlidingWindow;
import org.junit.jupiter.api.Test;

/** What counts as a failure, what as a success, and what doesn't count. */
class ClassificationTest {

    private static final Counts SUCCEEDED = new Counts(1, 0, 0);
    private static final Counts FAILED = new Counts(1, 1, 0);
    private static final Counts IGNORED = Counts.NONE;

    private static CircuitBreakerConfigBuilder config() {
        return CircuitBreakerConfig.builder().window(SlidingWindow.lastCalls(100));
    }

    private static Counts after(CircuitBreakerConfigBuilder config, Throwable thrown) {
        Caller caller = Caller.of(config);
        caller.breaker.acquire().failure(thrown);
        return caller.breaker.snapshot().counts();
    }

    private static Counts after(CircuitBreakerConfigBuilder config, Object result) {
        Caller caller = Caller.of(config);
        caller.breaker.call(() -> result);
        return caller.breaker.snapshot().counts();
    }

    @Test
    void failureOfAFuture_isJudgedByItsCause() {
        Caller caller =
                Caller.of(CircuitBreakerConfig.builder().ignoreExceptions(IOException.class));
        CompletableFuture<String> ignored = CompletableFuture.failedFuture(new IOException());
        CompletableFuture<String> failed =
                CompletableFuture.failedFuture(new IllegalStateException());
        CircuitBreaker open = CircuitBreaker.of("other", CircuitBreakerConfig.defaults());
        open.forceOpen();

        assertThatThrownBy(() -> caller.breaker.call(ignored::join))
                .isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> caller.breaker.call(ignored::get))
                .isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> caller.breaker.call(() -> open.callAsync(() -> ignored).join()))
                .isInstanceOf(CompletionException.class);
        assertThat(caller.breaker.snapshot().counts().failures()).isZero();

        assertThatThrownBy(() -> caller.breaker.call(failed::join))
                .isInstanceOf(CompletionException.class);
        assertThat(caller.breaker.snapshot().counts().failures()).isEqualTo(1);
    }

    @Test
    void exceptionsAndErrors_areFailures() {
        assertThat(after(config(), new IOException())).isEqualTo(FAILED);
        assertThat(after(config(), new IllegalStateException())).isEqualTo(FAILED);
        assertThat(after(config(), new StackOverflowError())).isEqualTo(FAILED);
    }

    @Test
    void interruptsAndCancellations_areTheCallersBusiness() {
        assertThat(after(config(), new InterruptedException())).isEqualTo(IGNORED);
        assertThat(after(config(), new CancellationException())).isEqualTo(IGNORED);
    }

    @Test
    void recordedExceptions_areTheOnlyFailures_subclassesIncluded() {
        CircuitBreakerConfigBuilder config = config().recordExceptions(IOException.class);

        assertThat(after(config, new FileNotFoundException())).isEqualTo(FAILED);
        assertThat(after(config, new IllegalStateException())).isEqualTo(SUCCEEDED);
    }

    @Test
    void ignoredExceptions_areStrongerThanRecordedOnes() {
        CircuitBreakerConfigBuilder config =
                config().recordExceptions(IOException.class)
                        .ignoreExceptions(FileNotFoundException.class);

        assertThat(after(config, new FileNotFoundException())).isEqualTo(IGNORED);
        assertThat(after(config, new IOException())).isEqualTo(FAILED);
    }

    @Test
    void predicates_addToTypes() {
        CircuitBreakerConfigBuilder config =
                config().ignoreExceptions(IllegalArgumentException.class)
                        .ignoreException(thrown -> "declined".equals(thrown.getMessage()))
                        .recordException(thrown -> "down".equals(thrown.getMessage()));

        assertThat(after(config, new IllegalArgumentException())).isEqualTo(IGNORED);
        assertThat(after(config, new Exception("declined"))).isEqualTo(IGNORED);
        assertThat(after(config, new Exception("down"))).isEqualTo(FAILED);
        assertThat(after(config, new Exception("else"))).isEqualTo(SUCCEEDED);
    }

    @Test
    void results_areSuccesses_unlessAPredicateSaysOtherwise() {
        CircuitBreakerConfigBuilder config =
                config().failureResult(Integer.valueOf(503)::equals)
                        .failureResult(Objects::isNull)
                        .ignoreResult(Integer.valueOf(429)::equals);

        assertThat(after(config(), Integer.valueOf(503))).isEqualTo(SUCCEEDED);
        assertThat(after(config, Integer.valueOf(200))).isEqualTo(SUCCEEDED);
        assertThat(after(config, Integer.valueOf(503))).isEqualTo(FAILED);
        assertThat(after(config, Integer.valueOf(429))).isEqualTo(IGNORED);
    }

    @Test
    void rules_addedToABuiltConfiguration_goBeforeItsOwn() {
        CircuitBreakerConfig base = config().recordExceptions(IOException.class).build();

        CircuitBreakerConfigBuilder more =
                base.toBuilder().ignoreExceptions(FileNotFoundException.class);

        assertThat(after(more, new FileNotFoundException())).isEqualTo(IGNORED);
        assertThat(after(more, new IOException())).isEqualTo(FAILED);
        assertThat(after(more, new IllegalStateException())).isEqualTo(SUCCEEDED);
    }

    @Test
    void classifier_ofYourOwn_isAskedForBoth() {
        Classifier odd =
                new Classifier() {
                    @Override
                    public Classification ofResult(
                            @org.jspecify.annotations.Nullable Object result) {
                        return Classification.FAILURE;
                    }

                    @Override
                    public Classification ofThrowable(Throwable thrown) {
                        return Classification.SUCCESS;
                    }
                };

        assertThat(after(config().classifier(odd), "result")).isEqualTo(FAILED);
        assertThat(after(config().classifier(odd), new IOException())).isEqualTo(SUCCEEDED);
    }

    @Test
    void classifierThatThrows_changesNothingForTheCaller() {
        Classifier broken =
                new Classifier() {
                    @Override
                    public Classification ofResult(
                            @org.jspecify.annotations.Nullable Object result) {
                        throw new IllegalStateException("bug");
                    }

                    @Override
                    public Classification ofThrowable(Throwable thrown) {
                        throw new AssertionError("bug");
                    }
                };
        Caller caller = Caller.of(config().classifier(broken));

        assertThat(caller.breaker.call(() -> "fine")).isEqualTo("fine");
        assertThatThrownBy(
                        () ->
                                caller.breaker.run(
                                        () -> {
                                            throw new IOException("down");
                                        }))
                .isInstanceOf(IOException.class);
        assertThat(caller.breaker.snapshot().counts()).isEqualTo(new Counts(2, 1, 0));
    }

    @Test
    void uncounted_neverCounts_whateverIsConfigured() {
        final class Full extends RuntimeException implements NotRecorded {
            private static final long serialVersionUID = 1L;
        }

        assertThat(after(config().recordException(thrown -> true), new Full())).isEqualTo(IGNORED);
    }

    @Test
    void refusalOfAnInnerBreaker_doesntCountInTheOuter() {
        Caller inner = Caller.of(config());
        Caller outer = Caller.of(config());
        inner.breaker.forceOpen();

        assertThatThrownBy(() -> outer.breaker.call(() -> inner.breaker.call(() -> "never")))
                .isInstanceOf(CallNotPermittedException.class);

        assertThat(outer.breaker.snapshot().counts()).isEqualTo(IGNORED);
    }

    @Test
    void checkedExceptions_areThrownAsTheyAre() {
        Caller caller = Caller.of(config());
        IOException original = new IOException("as it was");

        assertThatThrownBy(
                        () ->
                                caller.breaker.call(
                                        () -> {
                                            throw original;
                                        }))
                .isSameAs(original);
    }
}
