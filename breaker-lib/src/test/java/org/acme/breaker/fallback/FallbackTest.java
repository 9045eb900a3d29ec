package org.acme.breaker.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FallbackTest {

    private final List<String> used = new ArrayList<>();
    private final Fallback<String> fallback =
            Fallback.<String>none()
                    .orOn(FileNotFoundException.class, "missing", gone -> "empty")
                    .orWhen(thrown -> "busy".equals(thrown.getMessage()), "busy", t -> "later")
                    .orElseValue("default", "sorry")
                    .onUse(used::add);

    private String after(Throwable thrown) throws Exception {
        return fallback.call(
                () -> {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) thrown;
                });
    }

    @Test
    void success_needsNoFallback() {
        assertThat(fallback.call(() -> "fine")).isEqualTo("fine");
        assertThat(used).isEmpty();
    }

    @Test
    void firstRuleThatMatches_answers() throws Exception {
        assertThat(after(new FileNotFoundException("busy"))).isEqualTo("empty");
        assertThat(after(new IOException("busy"))).isEqualTo("later");
        assertThat(after(new IOException("down"))).isEqualTo("sorry");
        assertThat(used).containsExactly("missing", "busy", "default");
    }

    @Test
    void error_isNotAnsweredByTheDefault() {
        assertThatThrownBy(() -> after(new StackOverflowError()))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void noRule_throwsWhatWasThrown() {
        assertThatThrownBy(
                        () ->
                                Fallback.<String>none()
                                        .call(
                                                () -> {
                                                    throw new IOException("down");
                                                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void fallbackThatFails_remembersWhatItStoodInFor() {
        Fallback<String> broken =
                Fallback.<String>none()
                        .orElse(
                                "broken",
                                thrown -> {
                                    throw new IllegalStateException("no cache");
                                });

        assertThatThrownBy(
                        () ->
                                broken.call(
                                        () -> {
                                            throw new IOException("down");
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(
                        thrown ->
                                assertThat(thrown.getSuppressed()[0])
                                        .isInstanceOf(IOException.class));
    }

    @Test
    void interrupt_thatIsAnswered_isKeptAsAFlag() throws Exception {
        assertThat(after(new InterruptedException())).isEqualTo("sorry");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void stage_thatFails_isAnswered() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = fallback.callAsync(() -> work.thenApply(s -> s));

        work.completeExceptionally(new IOException("busy"));

        assertThat(answer).isCompletedWithValue("later");
    }

    @Test
    void supplierThatThrows_isAnswered() {
        assertThat(
                        fallback.callAsync(
                                () -> {
                                    throw new IllegalStateException();
                                }))
                .isCompletedWithValue("sorry");
    }

    @Test
    void stage_whoseAnswerFailsToo_failsWithThat() {
        Fallback<String> broken =
                Fallback.<String>none()
                        .orElse(
                                "broken",
                                thrown -> {
                                    throw new IllegalStateException("no cache");
                                });

        assertThatThrownBy(
                        broken.callAsync(() -> CompletableFuture.failedFuture(new IOException()))
                                ::join)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void cancelledAnswer_cancelsTheWork_andUsesNoRule() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = fallback.callAsync(() -> work);

        answer.cancel(true);

        assertThat(work).isCancelled();
        assertThat(answer).isCancelled();
        assertThat(used).isEmpty();
    }

    @Test
    void kinds_areThoseOfTheRules_inTheirOrder() {
        assertThat(fallback.orElseValue("busy", "again").kinds())
                .containsExactly("missing", "busy", "default");
        assertThat(Fallback.none().kinds()).isEmpty();
    }

    @Test
    void everyListener_isTold_whateverTheOthersThrow() throws Exception {
        List<String> told = new ArrayList<>();
        Fallback<String> heard =
                fallback.onUse(
                                kind -> {
                                    throw new AssertionError("bug");
                                })
                        .onUse(told::add);

        assertThat(heard.call(FallbackTest::down)).isEqualTo("sorry");

        assertThat(used).containsExactly("default");
        assertThat(told).containsExactly("default");
    }

    @Test
    void ruleThatThrows_doesNotMatch_andHidesNothing() throws Exception {
        Fallback<String> confused =
                Fallback.<String>none()
                        .orWhen(
                                thrown -> {
                                    throw new IllegalStateException("bug");
                                },
                                "confused",
                                thrown -> "never");

        assertThatThrownBy(() -> confused.call(FallbackTest::down)).isInstanceOf(IOException.class);
        assertThat(confused.orElseValue("default", "sorry").call(FallbackTest::down))
                .isEqualTo("sorry");
    }

    private static String down() throws IOException {
        throw new IOException("down");
    }
}
