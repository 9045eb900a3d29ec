package org.acme.breaker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One end, in three steps: claim, settle, complete. */
class AnswerTest {

    private final List<String> log = new ArrayList<>();
    private final CompletableFuture<String> work = new CompletableFuture<>();
    private final Recording answer = new Recording();

    /** Writes down what happens to it. */
    private final class Recording extends Answer<String> {

        Recording() {
            whenComplete((result, thrown) -> log.add("complete"));
            work.whenComplete((result, thrown) -> log.add("work " + endOf(result, thrown)));
        }

        Recording of(CompletionStage<String> stage) {
            follow(stage);
            return this;
        }

        @Override
        protected void settle(
                @Nullable String result, @Nullable Throwable thrown, boolean givenUp) {
            log.add("settle " + endOf(result, thrown) + (givenUp ? " given up" : ""));
        }
    }

    private static String endOf(@Nullable String result, @Nullable Throwable thrown) {
        return thrown == null ? String.valueOf(result) : thrown.getClass().getSimpleName();
    }

    @Test
    void workThatEnds_settlesBeforeTheCallerIsTold() {
        answer.of(work);

        work.complete("fine");

        assertThat(answer).isCompletedWithValue("fine");
        assertThat(log).containsSubsequence("settle fine", "complete").hasSize(3);
    }

    @Test
    void failure_comesOutOfItsCompletionException() {
        answer.of(work.thenApply(result -> result));

        work.completeExceptionally(new IOException("down"));

        assertThatThrownBy(answer::join).hasCauseInstanceOf(IOException.class);
        assertThat(log).contains("settle IOException");
    }

    /**
     * The ways in which a caller may end an answer: each settles, cancels the work and completes,
     * in that order, and nothing that comes later changes anything.
     */
    @TestFactory
    List<DynamicTest> callerWhoEndsTheAnswer_settlesIt_andCancelsTheWork() {
        return List.of(
                ends("cancel", "CancellationException", a -> a.cancel(true)),
                ends("complete", "mine", a -> a.complete("mine")),
                ends(
                        "completeExceptionally",
                        "IOException",
                        a -> a.completeExceptionally(new IOException())),
                ends("obtrudeValue", "mine", a -> a.obtrudeValue("mine")),
                ends("obtrudeException", "IOException", a -> a.obtrudeException(new IOException())),
                ends("orTimeout", "TimeoutException", a -> a.orTimeout(1, TimeUnit.NANOSECONDS)),
                ends(
                        "completeOnTimeout",
                        "mine",
                        a -> a.completeOnTimeout("mine", 1, TimeUnit.NANOSECONDS)),
                ends("completeAsync", "mine", a -> a.completeAsync(() -> "mine", Runnable::run)),
                ends(
                        "completeAsync that throws",
                        "IllegalStateException",
                        a ->
                                a.completeAsync(
                                        () -> {
                                            throw new IllegalStateException();
                                        },
                                        Runnable::run)));
    }

    private static DynamicTest ends(
            String way, String end, Consumer<CompletableFuture<String>> how) {
        return DynamicTest.dynamicTest(way, () -> new AnswerTest().isEnded(end, how));
    }

    private void isEnded(String end, Consumer<CompletableFuture<String>> how) {
        answer.of(work);

        how.accept(answer);
        await().until(answer::isDone);
        await().until(() -> log.size() == 3);

        assertThat(log)
                .containsExactly(
                        "settle " + end + " given up", "work CancellationException", "complete");
        assertThat(work.complete("too late")).isFalse();
        assertThat(answer.complete("too late")).isFalse();
        assertThat(answer.cancel(true)).isEqualTo(end.startsWith("Cancellation"));
        assertThat(log).hasSize(3);
    }

    @Test
    void workThatIsCancelled_failsTheAnswerWithThat() {
        answer.of(work);

        work.cancel(true);

        assertThat(answer.isCompletedExceptionally()).isTrue();
        assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void stageThatComesAfterTheAnswerHasEnded_isCancelled() {
        answer.cancel(true);

        answer.of(work);

        assertThat(work).isCancelled();
    }

    @Test
    void settlingThatThrows_endsTheAnswerAllTheSame() {
        Answer<String> broken =
                new Answer<>() {
                    @Override
                    protected void settle(
                            @Nullable String result, @Nullable Throwable thrown, boolean givenUp) {
                        throw new IllegalStateException("broken");
                    }
                };

        assertThat(broken.cancel(true)).isTrue();
        assertThat(broken).isCancelled();
    }

    @Test
    void partThatThrows_failsTheAnswer_andKeepsTheFailureOfTheWork() {
        class Broken extends Answer<String> {
            void of(CompletionStage<String> stage) {
                follow(stage);
            }

            @Override
            protected void workEnded(@Nullable String result, @Nullable Throwable thrown) {
                throw new IllegalStateException("broken");
            }
        }
        Broken broken = new Broken();
        broken.of(work);

        work.completeExceptionally(new IOException("first"));

        assertThatThrownBy(broken::join)
                .cause()
                .hasMessage("broken")
                .satisfies(
                        thrown ->
                                assertThat(thrown.getSuppressed())
                                        .hasExactlyElementsOfTypes(IOException.class));
    }

    @Test
    void stageThatCallsBackTwice_countsOnce() {
        answer.of(
                ForeignStage.of(
                        callback -> {
                            callback.accept("first", null);
                            callback.accept(null, new IOException("second"));
                        }));

        assertThat(answer).isCompletedWithValue("first");
        assertThat(log).containsExactly("settle first", "complete");
    }

    @Test
    void stageThatCannotBeFollowed_isAFailure() {
        answer.of(
                ForeignStage.of(
                        callback -> {
                            throw new IllegalStateException("closed");
                        }));

        assertThatThrownBy(answer::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(log).containsExactly("settle IllegalStateException", "complete");
    }

    @Test
    void stageThatCannotBeCancelled_goesOn_andComesTooLate() {
        List<BiConsumer<@Nullable String, @Nullable Throwable>> callbacks = new ArrayList<>();
        answer.of(ForeignStage.of(callbacks::add));

        assertThat(answer.cancel(true)).isTrue();
        callbacks.forEach(callback -> callback.accept("too late", null));

        assertThat(answer).isCancelled();
        assertThat(log).containsExactly("settle CancellationException given up", "complete");
    }

    @Test
    @SuppressWarnings({"NullAway", "NullableProblems", "DataFlowIssue"})
    void noStage_isAFailure() {
        answer.of(null);

        assertThatThrownBy(answer::join)
                .cause()
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the asynchronous call returned null instead of a stage");
    }

    @Test
    void failures_areJudgedByWhatFailed_andAttachedOnce() {
        IOException inner = new IOException();
        Throwable wrapped = new CompletionException(new ExecutionException(inner));
        IllegalStateException later = new IllegalStateException();

        assertThat(Failures.unwrap(wrapped)).isSameAs(inner);
        assertThat(Failures.ofStage(wrapped)).isSameAs(wrapped.getCause());
        assertThat(Failures.unwrap(new CompletionException("empty", null)))
                .isInstanceOf(CompletionException.class);
        Failures.attach(Failures.attach(later, inner), inner);
        assertThat(later.getSuppressed()).containsExactly(inner);
        assertThat(Failures.attach(inner, inner).getSuppressed()).isEmpty();
        for (int i = 0; i < 100; i++) {
            Failures.attach(later, new TimeoutException());
        }
        assertThat(later.getSuppressed()).hasSize(8);
    }
}
