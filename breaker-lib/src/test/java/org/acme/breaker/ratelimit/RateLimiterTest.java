package org.acme.breaker.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.ManualTicker;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final ManualTicker ticker = new ManualTicker();
    private final RateLimiter limiter =
            RateLimiter.builder("payment")
                    .permits(10, Duration.ofSeconds(1))
                    .burst(3)
                    .ticker(ticker)
                    .build();

    private int takeAll() {
        int taken = 0;
        while (limiter.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    @Test
    void burst_isThereAtOnce() {
        assertThat(limiter.available()).isEqualTo(3);
        assertThat(takeAll()).isEqualTo(3);
        assertThat(limiter.available()).isZero();
    }

    @Test
    void permits_comeBackOneByOne() {
        takeAll();
        ticker.advance(Duration.ofMillis(99));
        assertThat(limiter.tryAcquire()).isFalse();

        ticker.advance(Duration.ofMillis(1));
        assertThat(takeAll()).isEqualTo(1);
    }

    @Test
    void silence_savesUpNoMoreThanTheBurst() {
        takeAll();
        ticker.advance(Duration.ofHours(1));

        assertThat(takeAll()).isEqualTo(3);
    }

    @Test
    void overAWhile_theRateIsExact() {
        takeAll();
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            ticker.advance(Duration.ofMillis(10));
            taken += takeAll();
        }

        assertThat(taken).isEqualTo(100);
    }

    @Test
    void refusal_saysWhenToComeBack() {
        takeAll();
        ticker.advance(Duration.ofMillis(40));

        assertThatThrownBy(() -> limiter.call(() -> "never"))
                .isInstanceOfSatisfying(
                        RateLimitExceededException.class,
                        refusal ->
                                assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(60)))
                .hasMessage("rate limiter 'payment' has no permit left, next permit in 60 ms");
        assertThat(limiter.rejected()).isEqualTo(2);
    }

    @Test
    void clockThatGoesBack_costsNoMoreThanABurst() {
        takeAll();
        ticker.advance(Duration.ofHours(-1));
        assertThat(limiter.tryAcquire()).isFalse();

        ticker.advance(Duration.ofMillis(300));

        assertThat(takeAll()).isEqualTo(3);
    }

    @Test
    void refusalAfterTheClockWentBack_doesNotSayToWaitForIt() {
        takeAll();
        ticker.advance(Duration.ofHours(-1));

        assertThatThrownBy(limiter::acquire)
                .isInstanceOfSatisfying(
                        RateLimitExceededException.class,
                        refusal ->
                                assertThat(refusal.retryAfter()).isLessThan(Duration.ofSeconds(1)));
    }

    @Test
    void call_withAPermit_isMade() {
        assertThat(limiter.call(() -> "fine")).isEqualTo("fine");
    }

    /**
     * Six permits in ten nanoseconds once became ten: the interval was cut to whole nanoseconds.
     */
    @Test
    void rateThatIsNoWholeNumberOfNanoseconds_isExact() {
        RateLimiter fast =
                RateLimiter.builder("fast")
                        .permits(600_000_000, Duration.ofSeconds(1))
                        .burst(1_000)
                        .ticker(ticker)
                        .build();
        while (fast.tryAcquire()) {
            continue;
        }

        ticker.advance(Duration.ofNanos(1_000));
        int taken = 0;
        while (fast.tryAcquire()) {
            taken++;
        }

        assertThat(taken).isEqualTo(600);
    }

    @Test
    void rateThatCannotBeExact_isNeverExceeded() {
        RateLimiter odd =
                RateLimiter.builder("odd")
                        .permits(999_999_937, Duration.ofSeconds(1))
                        .burst(1_000_000)
                        .ticker(ticker)
                        .build();
        while (odd.tryAcquire()) {
            continue;
        }

        ticker.advance(Duration.ofNanos(100_000));
        int taken = 0;
        while (odd.tryAcquire()) {
            taken++;
        }

        assertThat(taken).isBetween(99_600, 99_999);
    }

    @Test
    void afterYears_theRateIsTheSame() {
        takeAll();
        ticker.advance(Duration.ofDays(3_650));
        takeAll();

        ticker.advance(Duration.ofSeconds(2));

        assertThat(takeAll()).isEqualTo(3);
    }

    @Test
    void settings_areChecked() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> RateLimiter.builder("r").permits(0, second).burst(1).build())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("rateLimiter.permits");
        assertThatThrownBy(() -> RateLimiter.builder("r").permits(1, second).burst(0).build())
                .hasMessageContaining("rateLimiter.burst");
        assertThatThrownBy(
                        () -> RateLimiter.builder("r").permits(1, Duration.ZERO).burst(1).build())
                .hasMessageContaining("rateLimiter.per");
    }
}
