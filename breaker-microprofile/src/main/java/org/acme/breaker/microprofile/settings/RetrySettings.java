package org.acme.breaker.microprofile.settings;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.acme.breaker.retry.Backoff;
import org.acme.breaker.retry.RetryConfig;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * The values of {@code @Retry}.
 *
 * @param maxRetries how often at most; -1: without end
 * @param delay between attempts
 * @param jitter by how much a delay is made longer or shorter, at random
 * @param maxDuration for everything together; zero: without end
 * @param retried which exceptions are tried again
 */
public record RetrySettings(
        int maxRetries,
        Duration delay,
        Duration jitter,
        Duration maxDuration,
        ExceptionRules retried) {

    private static final int WITHOUT_END = -1;
    private static final Duration VERY_LONG = Duration.ofDays(365);

    static RetrySettings read(Retry written, Members members) {
        RetrySettings settings =
                new RetrySettings(
                        members.number("maxRetries", written.maxRetries()),
                        members.duration(
                                "delay", written.delay(), "delayUnit", written.delayUnit()),
                        members.duration(
                                "jitter",
                                written.jitter(),
                                "jitterDelayUnit",
                                written.jitterDelayUnit()),
                        members.duration(
                                "maxDuration",
                                written.maxDuration(),
                                "durationUnit",
                                written.durationUnit()),
                        members.rules("retryOn", written.retryOn(), "abortOn", written.abortOn()));
        members.require(
                settings.maxRetries >= WITHOUT_END,
                "maxRetries",
                "at least -1 (without end)",
                settings.maxRetries);
        members.require(
                settings.maxDuration.isZero() || settings.delay.compareTo(settings.maxDuration) < 0,
                "delay",
                "shorter than maxDuration, which is " + settings.maxDuration,
                settings.delay);
        return settings;
    }

    /** Creates the retry with these values. */
    public RetryConfig toConfig() {
        boolean endless = maxRetries == WITHOUT_END || maxRetries == Integer.MAX_VALUE;
        return RetryConfig.builder()
                .maxAttempts(endless ? RetryConfig.ENDLESS : maxRetries + 1)
                .backoff(backoff())
                .maxDuration(maxDuration.isZero() ? VERY_LONG : maxDuration)
                .retryOn(retried::cover)
                .build();
    }

    private Backoff backoff() {
        long middle = delay.toNanos();
        long spread = jitter.toNanos();
        if (spread == 0) {
            return retry -> middle;
        }
        return retry ->
                Math.max(0, middle + ThreadLocalRandom.current().nextLong(-spread, spread + 1));
    }
}
