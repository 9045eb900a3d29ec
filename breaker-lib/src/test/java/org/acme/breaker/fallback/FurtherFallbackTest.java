package org.acme.breaker.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.acme.breaker.bulkhead.Bulkhead;
import org.junit.jupiter.api.Test;

/** Fallbacks on results, fallbacks that answer later, and fallbacks of which few run at once. */
class FurtherFallbackTest {

    private static final IllegalStateException DOWN = new IllegalStateException("down");

    private final List<String> used = new ArrayList<>();
    private final Fallback<String> emptyIsReplaced =
            Fallback.<String>none()
                    .orOnResult(String::isEmpty, "empty", result -> "default")
                    .onUse(used::add);

    private static String fail() {
        throw DOWN;
    }

    private static CompletableFuture<String> failLater() {
        return CompletableFuture.failedFuture(DOWN);
    }

    @Test
    void unwantedResult_isReplaced_andAnyOtherStands() {
        assertThat(emptyIsReplaced.call(() -> "")).isEqualTo("default");
        assertThat(emptyIsReplaced.call(() -> "tea")).isEqualTo("tea");
        assertThat(emptyIsReplaced.callAsync(() -> CompletableFuture.completedFuture("")))
                .isCompletedWithValue("default");
        assertThat(used).containsExactly("empty", "empty");
        assertThatThrownBy(() -> emptyIsReplaced.call(FurtherFallbackTest::fail)).isSameAs(DOWN);
    }

    @Test
    void conditionOnResults_thatThrows_leavesTheResult() {
        Fallback<String> broken =
                Fallback.<String>none()
                        .orOnResult(
                                result -> {
                                    throw new IllegalArgumentException("condition");
                                },
                                "never",
                                result -> "never");

        assertThat(broken.call(() -> "tea")).isEqualTo("tea");
    }

    @Test
    void laterAnswer_isWaitedForByABlockingCall_andFollowedByAnAsynchronousOne() {
        CompletableFuture<String> other = new CompletableFuture<>();
        Fallback<String> later = Fallback.<String>none().orElseAsync("replica", thrown -> other);

        CompletableFuture<String> answer = later.callAsync(FurtherFallbackTest::failLater);
        assertThat(answer).isNotDone();
        other.complete("from the replica");

        assertThat(answer).isCompletedWithValue("from the replica");
        assertThat(later.call(FurtherFallbackTest::fail)).isEqualTo("from the replica");
    }

    @Test
    void laterAnswer_thatFails_carriesTheFirstFailure() {
        IllegalArgumentException also = new IllegalArgumentException("also down");
        Fallback<String> later =
                Fallback.<String>none()
                        .orElseAsync("replica", thrown -> CompletableFuture.failedFuture(also));

        assertThatThrownBy(() -> later.call(FurtherFallbackTest::fail)).isSameAs(also);
        assertThatThrownBy(later.callAsync(FurtherFallbackTest::failLater)::join)
                .isInstanceOf(CompletionException.class)
                .hasCause(also);
        assertThat(also.getSuppressed()).contains(DOWN);
    }

    @Test
    void cancelledCall_cancelsTheLaterAnswer() {
        CompletableFuture<String> other = new CompletableFuture<>();
        Bulkhead places = Bulkhead.of("replica", 1);
        CompletableFuture<String> answer =
                Fallback.<String>none()
                        .orElseAsync("replica", thrown -> other)
                        .atMost(places)
                        .callAsync(FurtherFallbackTest::failLater);
        assertThat(places.active()).isOne();

        answer.cancel(true);

        assertThat(other).isCancelled();
        assertThat(places.active()).isZero();
    }

    @Test
    void fallbackBeyondTheLimit_isNotRun_andTheFailureStands() {
        Bulkhead places = Bulkhead.of("replica", 1);
        CompletableFuture<String> slow = new CompletableFuture<>();
        Fallback<String> limited =
                Fallback.<String>none()
                        .orElseAsync("replica", thrown -> slow)
                        .atMost(places)
                        .onUse(used::add);
        CompletableFuture<String> first = limited.callAsync(FurtherFallbackTest::failLater);

        assertThatThrownBy(() -> limited.call(FurtherFallbackTest::fail)).isSameAs(DOWN);
        assertThat(limited.callAsync(FurtherFallbackTest::failLater)).isCompletedExceptionally();
        assertThat(used).hasSize(1);

        List<Integer> freeWhenTold = new ArrayList<>();
        first.thenRun(() -> freeWhenTold.add(places.active()));
        slow.complete("late");
        assertThat(freeWhenTold).containsExactly(0);
        assertThat(limited.call(FurtherFallbackTest::fail)).isEqualTo("late");
    }

    @Test
    void limitReached_leavesAnUnwantedResultAsItIs() {
        Bulkhead places = Bulkhead.of("replica", 1);
        Bulkhead.Permit taken = places.tryAcquire();

        assertThat(emptyIsReplaced.atMost(places).call(() -> "")).isEmpty();

        assertThat(taken).isNotNull();
        taken.release();
        assertThat(emptyIsReplaced.atMost(places).call(() -> "")).isEqualTo("default");
        assertThat(places.active()).isZero();
    }
}
