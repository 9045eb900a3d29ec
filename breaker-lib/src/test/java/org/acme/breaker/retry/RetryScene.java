package org.acme.breaker.retry;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acme.breaker.ManualTicker;
import org.acme.breaker.timeout.ManualTimer;

/** A retry on a clock that a test moves: it records pauses, outcomes and attempts. */
class RetryScene {

    static final Duration SECOND = Duration.ofSeconds(1);

    final ManualTicker ticker = new ManualTicker();
    final ManualTimer timer = new ManualTimer(ticker);
    final List<Duration> pauses = new ArrayList<>();
    final List<RetryOutcome> outcomes = new ArrayList<>();
    int attempts;

    static RetryConfig config() {
        return RetryConfig.builder().backoff(Backoff.fixed(SECOND)).build();
    }

    Retry retry(RetryConfig config) {
        Retry retry = Retry.of("payment", config, ticker, this::pause, timer);
        retry.onOutcome(outcomes::add);
        return retry;
    }

    void pause(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(Duration.ofNanos(nanos));
        ticker.advance(Duration.ofNanos(nanos));
    }

    /** Fails the given number of times, then succeeds. */
    String failing(int times) throws IOException {
        if (++attempts <= times) {
            throw new IOException("attempt " + attempts);
        }
        return "fine";
    }
}
