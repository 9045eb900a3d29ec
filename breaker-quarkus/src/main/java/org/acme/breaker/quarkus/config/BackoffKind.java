package org.acme.breaker.quarkus.config;

import java.time.Duration;
import org.acme.breaker.retry.Backoff;

/** How the waits between attempts grow. */
enum BackoffKind {
    /** A random wait below a limit that doubles. */
    RANDOM_EXPONENTIAL {
        @Override
        Backoff backoff(Waits waits) {
            return Backoff.exponential(waits.first(), waits.longest());
        }
    },
    /** Each wait is a multiple of the one before. */
    EXPONENTIAL {
        @Override
        Backoff backoff(Waits waits) {
            return Backoff.exponential(waits.first(), waits.factor(), waits.longest())
                    .withJitter(waits.jitter());
        }
    },
    /** Each wait is longer than the one before by the same time. */
    LINEAR {
        @Override
        Backoff backoff(Waits waits) {
            return Backoff.linear(waits.first(), waits.step(), waits.longest())
                    .withJitter(waits.jitter());
        }
    },
    /** All waits are the same. */
    FIXED {
        @Override
        Backoff backoff(Waits waits) {
            return Backoff.fixed(waits.first()).withJitter(waits.jitter());
        }
    },
    /** A random wait between the first and the longest. */
    RANDOM {
        @Override
        Backoff backoff(Waits waits) {
            return Backoff.random(waits.first(), waits.longest());
        }
    };

    /** The numbers behind the waits. */
    record Waits(Duration first, Duration longest, double factor, Duration step, double jitter) {}

    abstract Backoff backoff(Waits waits);
}
