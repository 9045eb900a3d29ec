package org.acme.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each library that is measured really retries, counts, refuses and bounds. */
class AsyncPipelineBenchmarkTest {

    private static final int PLACES = 100;

    private final AsyncPipelineBenchmark benchmark = new AsyncPipelineBenchmark();

    enum Library {
        OURS(of -> of::callOurs),
        SMALLRYE(of -> of::callSmallrye),
        FAILSAFE(of -> of::callFailsafe);

        private final Function<
                        AsyncPipelineBenchmark,
                        Function<Supplier<CompletionStage<String>>, CompletableFuture<String>>>
                call;

        Library(
                Function<
                                AsyncPipelineBenchmark,
                                Function<
                                        Supplier<CompletionStage<String>>,
                                        CompletableFuture<String>>>
                        call) {
            this.call = call;
        }
    }

    @AfterEach
    void endsItsThread() {
        benchmark.end();
    }

    private CompletableFuture<String> call(
            Library library, Supplier<CompletionStage<String>> work) {
        return library.call.apply(benchmark).apply(work);
    }

    @ParameterizedTest
    @EnumSource
    void completedWork_isAnswered(Library library) {
        assertThat(call(library, () -> CompletableFuture.completedFuture("answer")).join())
                .isEqualTo("answer");
    }

    @ParameterizedTest
    @EnumSource
    void failure_isTriedThreeTimes_andManyOfThemOpenTheBreaker(Library library) {
        AtomicInteger attempts = new AtomicInteger();
        Supplier<CompletionStage<String>> failing =
                () -> {
                    attempts.incrementAndGet();
                    return CompletableFuture.failedFuture(new IllegalStateException("down"));
                };
        assertThat(failureOf(call(library, failing))).isEqualTo("IllegalStateException");
        assertThat(attempts).hasValue(3);
        List<CompletableFuture<String>> storm = new ArrayList<>();
        for (int i = 0; i < PLACES / 2; i++) {
            storm.add(call(library, failing));
        }
        storm.forEach(AsyncPipelineBenchmarkTest::failureOf);

        assertThat(failureOf(call(library, failing)))
                .isIn("CallNotPermittedException", "CircuitBreakerOpenException");
    }

    @ParameterizedTest
    @EnumSource
    void callsInFlight_areBounded(Library library) {
        AtomicInteger started = new AtomicInteger();
        CompletableFuture<Void> full = new CompletableFuture<>();
        CompletableFuture<String> released = new CompletableFuture<>();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        // SmallRye's bulkhead queues ten asynchronous calls unless told otherwise.
        for (int i = 0; i < PLACES + 20; i++) {
            answers.add(
                    call(
                            library,
                            () -> {
                                if (started.incrementAndGet() == PLACES) {
                                    full.complete(null);
                                }
                                return released;
                            }));
        }

        String refused =
                failureOf(CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)));
        full.join();

        // Failsafe's breaker opens by refusals of the bulkhead.
        assertThat(refused)
                .isIn("BulkheadFullException", "BulkheadException", "CircuitBreakerOpenException");
        assertThat(started).hasValue(PLACES);
        released.complete("answer");
    }

    /** The simple name of what it failed with. */
    private static @Nullable String failureOf(CompletableFuture<?> answer) {
        return answer.handle(
                        (result, thrown) ->
                                thrown == null
                                        ? "answered"
                                        : org.acme.breaker.internal.Failures.unwrap(thrown)
                                                .getClass()
                                                .getSimpleName())
                .join();
    }
}
