package org.acme.breaker.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.ManualTicker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much time is left, and who may know. */
class DeadlineTest {

    private final ManualTicker ticker = new ManualTicker();

    private Deadline after(long millis) {
        return Deadline.after(Duration.ofMillis(millis), ticker);
    }

    private static long currentMillis() {
        return Deadline.current().remainingNanos() / 1_000_000;
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(Deadline.current().isNone()).isTrue();
    }

    @Test
    void remaining_shrinks_andIsNeverNegative() {
        Deadline deadline = after(100);
        ticker.advance(Duration.ofMillis(40));
        assertThat(deadline.remainingNanos()).isEqualTo(60_000_000);
        assertThat(deadline.isOver()).isFalse();

        ticker.advance(Duration.ofMillis(61));

        assertThat(deadline.remainingNanos()).isZero();
        assertThat(deadline.isOver()).isTrue();
    }

    @Test
    void clockThatGoesBack_givesNoMoreThanTheWhole() {
        Deadline deadline = after(100);
        ticker.advance(Duration.ofHours(-1));

        assertThat(deadline.remainingNanos()).isEqualTo(100_000_000);
    }

    @Test
    void deadline_countsDown_andAClockThatGoesBackAddsNothing() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(2), ticker);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(deadline.remainingNanos()).isEqualTo(1_000_000_000L);

        ticker.advance(Duration.ofSeconds(-30));
        assertThat(deadline.remainingNanos()).isEqualTo(2_000_000_000L);

        ticker.advance(Duration.ofSeconds(60));
        assertThat(deadline.isOver()).isTrue();
        assertThat(Deadline.none().isOver()).isFalse();
    }

    @Test
    void none_isNeverOver() {
        assertThat(Deadline.none().remainingNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.none(ticker).isOver()).isFalse();
        assertThat(after(1).isNone()).isFalse();
    }

    @Test
    void systemsClock_isTheDefault() {
        assertThat(Deadline.after(Duration.ofHours(1)).remainingNanos())
                .isBetween(1L, Duration.ofHours(1).toNanos());
        assertThatThrownBy(() -> Deadline.after(Duration.ZERO))
                .isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void earlier_isTheOneThatIsOverFirst() {
        Deadline soon = after(10);
        Deadline late = after(20);

        assertThat(soon.earlier(late)).isSameAs(soon);
        assertThat(late.earlier(soon)).isSameAs(soon);
        assertThat(late.earlier(Deadline.none())).isSameAs(late);
        assertThat(Deadline.none().earlier(late)).isSameAs(late);
    }

    @Test
    void call_makesItTheCurrentOne_andPutsTheOuterOneBack() {
        after(100)
                .call(
                        () -> {
                            assertThat(currentMillis()).isEqualTo(100);
                            after(30).call(() -> assertThat(currentMillis()).isEqualTo(30));
                            return assertThat(currentMillis()).isEqualTo(100);
                        });
    }

    @Test
    void innerDeadline_isNeverLaterThanTheOuterOne() {
        after(30).call(() -> after(100).call(() -> assertThat(currentMillis()).isEqualTo(30)));
        after(30).call(() -> Deadline.none().call(() -> assertThat(currentMillis()).isEqualTo(30)));
    }

    @Test
    void callThatThrows_leavesNothingBehind() {
        assertThatThrownBy(
                        () ->
                                after(30)
                                        .call(
                                                () -> {
                                                    throw new IllegalStateException("thrown");
                                                }))
                .hasMessage("thrown");
    }

    @Test
    void otherThreads_knowItOnlyWhereItIsTakenAlong() {
        Deadline here = after(30);
        here.call(
                () -> {
                    Deadline taken = Deadline.current();
                    assertThat(CompletableFuture.supplyAsync(DeadlineTest::currentMillis).join())
                            .isGreaterThan(30);
                    return assertThat(
                                    CompletableFuture.supplyAsync(
                                                    () -> taken.call(DeadlineTest::currentMillis))
                                            .join())
                            .isEqualTo(30);
                });
    }
}
