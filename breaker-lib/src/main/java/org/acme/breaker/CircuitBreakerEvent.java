package org.acme.breaker;

import java.time.Duration;
import java.time.Instant;
import org.acme.breaker.window.Counts;
import org.jspecify.annotations.Nullable;

/** Something that happened to a breaker. No event keeps an exception, and so its stack, alive. */
public sealed interface CircuitBreakerEvent {

    /** The breaker. */
    String breaker();

    /** When, by the wall clock. */
    Instant at();

    /**
     * The breaker went from one state to another. Published once for each transition, in their order.
     *
     * @param sequence counts all transitions of this breaker, from 1
     * @param numbers what the decision was made on
     * @param cause class name of the exception that decided, if one did
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
     * A closed breaker forgot what it had counted.
     *
     * @param numbers what it had counted
     */
    record Cleared(String breaker, Instant at, Counts numbers) implements CircuitBreakerEvent {}

    /**
     * The configuration was changed.
     *
     * @param windowRestarted whether the window's kind or size changed, and it began anew
     */
    record Reconfigured(String breaker, Instant at, boolean windowRestarted)
            implements CircuitBreakerEvent {}

    /**
     * Calls were refused. Sampled: at most one event a second.
     *
     * @param calls how many since the last such event
     * @param enforced {@code false} if they would have been refused, and passed (dry-run)
     */
    record Rejected(
            String breaker, Instant at, RejectionReason reason, long calls, boolean enforced)
            implements CircuitBreakerEvent {}

    /**
     * A call failed.
     *
     * @param cause class name of the exception; {@code null} if the result was the failure
     */
    record Failed(String breaker, Instant at, Duration duration, @Nullable String cause)
            implements CircuitBreakerEvent {}

    /** A call was slow, and didn't fail. */
    record Slow(String breaker, Instant at, Duration duration) implements CircuitBreakerEvent {}

    /**
     * A result came after the breaker had moved on. The breaker judges nothing by it.
     *
     * @param failed whether it is a failure
     * @param cause class name of the exception; {@code null} for a success, or if the result was the
     *     failure
     */
    record Late(
            String breaker, Instant at, Duration duration, boolean failed, @Nullable String cause)
            implements CircuitBreakerEvent {}
}
