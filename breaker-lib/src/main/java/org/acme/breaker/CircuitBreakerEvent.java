package org.acme.breaker;

import java.time.Duration;
import java.time.Instant;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/** An event of a breaker. No event holds an exception, so none keeps a stack trace alive. */
public sealed interface CircuitBreakerEvent {

    /** Returns the name of the breaker. */
    String breaker();

    /** Returns when it happened, by the wall clock. */
    Instant at();

    /**
     * The breaker went from one state to another. Published once for each transition, in order.
     *
     * @param sequence counts the transitions of this breaker, from 1
     * @param numbers the counts that the decision was based on
     * @param cause class name of the exception that decided; {@code null} if none did
     */
    record Transition(
            String breaker,
            Instant at,
            long sequence,
            BreakerState from,
            BreakerState to,
            Reason reason,
            Counts numbers,
            @Nullable String cause)
            implements CircuitBreakerEvent {}

    /**
     * A closed breaker was reset and forgot its counts.
     *
     * @param numbers the counts before the reset
     */
    record Cleared(String breaker, Instant at, Counts numbers) implements CircuitBreakerEvent {}

    /**
     * The configuration was changed while the breaker was in use.
     *
     * @param windowRestarted whether the kind or size of the window changed, so that it started
     *     empty
     */
    record Reconfigured(String breaker, Instant at, boolean windowRestarted)
            implements CircuitBreakerEvent {}

    /**
     * The breaker rejected calls. Sampled: at most one event a second.
     *
     * @param calls how many calls since the last such event
     * @param enforced {@code false} in dry-run: the calls were made nevertheless
     */
    record Rejected(
            String breaker, Instant at, RejectionReason reason, long calls, boolean enforced)
            implements CircuitBreakerEvent {}

    /**
     * A call failed and was recorded.
     *
     * @param cause class name of the exception; {@code null} if the result was the failure
     */
    record Failed(String breaker, Instant at, Duration duration, @Nullable String cause)
            implements CircuitBreakerEvent {}

    /** A call was slow and did not fail. */
    record Slow(String breaker, Instant at, Duration duration) implements CircuitBreakerEvent {}

    /**
     * A result came after its generation had ended; the breaker judges nothing by it.
     *
     * @param failed whether the call failed
     * @param cause class name of the exception; {@code null} for a success, or if the result was
     *     the failure
     */
    record Late(
            String breaker, Instant at, Duration duration, boolean failed, @Nullable String cause)
            implements CircuitBreakerEvent {}
}
