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
            RateLimiter.of("payment", 10, Duration.ofSeconds(1), 3, ticker);

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

    /** Six permits in ten nanoseconds once became ten: the interval was cut to whole nanoseconds. */
    @Test
    void rateThatIsNoWholeNumberOfNanoseconds_isExact() {
        RateLimiter fast =
                RateLimiter.of("fast", 600_000_000, Duration.ofSeconds(1), 1_000, ticker);
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
                RateLimiter.of("odd", 999_999_937, Duration.ofSeconds(1), 1_000_000, ticker);
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
        assertThatThrownBy(() -> RateLimiter.of("r", 0, second, 1))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("rateLimiter.permits");
        assertThatThrownBy(() -> RateLimiter.of("r", 1, second, 0))
                .hasMessageContaining("rateLimiter.burst");
        assertThatThrownBy(() -> RateLimiter.of("r", 1, Duration.ZERO, 1))
                .hasMessageContaining("rateLimiter.per");
    }
}
