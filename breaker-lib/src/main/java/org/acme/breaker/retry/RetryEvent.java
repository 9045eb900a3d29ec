package org.acme.breaker.retry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt of a call, with the numbers behind it. It keeps no exception, and so no
 * stack, alive.
 *
 * @param retry the name of the retry
 * @param outcome what came of the attempt
 * @param attempt which attempt it was, from 1
 * @param cause class name of what the attempt threw; {@code null} if it returned
 * @param pause how long the retry waited before the next attempt; zero if there is none
 */
public record RetryEvent(
        String retry, RetryOutcome outcome, int attempt, @Nullable String cause, Duration pause) {}
