package org.acme.breaker.quarkus.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.acme.breaker.CircuitBreakerEvent;
import org.acme.breaker.CircuitBreakerEvent.Cleared;
import org.acme.breaker.CircuitBreakerEvent.Reconfigured;
import org.acme.breaker.CircuitBreakerEvent.Rejected;
import org.acme.breaker.CircuitBreakerEvent.Transition;
import org.acme.breaker.quarkus.Format;
import org.jspecify.annotations.Nullable;

/**
 * The JSON document of an event; fields that don't apply to its type are absent.
 *
 * @param type {@code transition}, {@code cleared}, {@code reconfigured}, {@code rejected}; {@code
 *     dropped}: this reader was too slow and has lost events; {@code heartbeat}: nothing happened
 * @param sequence counts the transitions of the breaker
 * @param why reason and counts, as a sentence
 * @param cause class name of the exception that decided
 * @param calls how many were rejected since the last such event
 * @param enforced {@code false} in dry-run: the calls were made nevertheless
 * @param events how many were dropped
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BreakerEvent(
        String type,
        @Nullable String breaker,
        @Nullable Instant at,
        @Nullable Long sequence,
        @Nullable String from,
        @Nullable String to,
        @Nullable String reason,
        @Nullable String why,
        @Nullable String cause,
        @Nullable Long calls,
        @Nullable Boolean enforced,
        @Nullable Long events) {

    /** Returns {@code null} for events of single calls: metrics count those. */
    static @Nullable BreakerEvent of(CircuitBreakerEvent event) {
        if (event instanceof Transition transition) {
            return of(transition);
        }
        if (event instanceof Rejected rejected) {
            return of(rejected);
        }
        if (event instanceof Cleared cleared) {
            return plain("cleared", event, "forgot " + Format.of(cleared.numbers()));
        }
        if (event instanceof Reconfigured reconfigured) {
            return plain(
                    "reconfigured",
                    event,
                    reconfigured.windowRestarted()
                            ? "new settings; the window was cleared"
                            : "new settings; the window was kept");
        }
        return null;
    }

    static BreakerEvent of(Transition transition) {
        return new BreakerEvent(
                "transition",
                transition.breaker(),
                transition.at(),
                transition.sequence(),
                transition.from().label(),
                transition.to().label(),
                transition.reason().label(),
                Format.why(transition.reason(), transition.numbers()),
                transition.cause(),
                null,
                null,
                null);
    }

    private static BreakerEvent of(Rejected rejected) {
        return new BreakerEvent(
                "rejected",
                rejected.breaker(),
                rejected.at(),
                null,
                null,
                null,
                rejected.reason().label(),
                null,
                null,
                rejected.calls(),
                rejected.enforced(),
                null);
    }

    private static BreakerEvent plain(String type, CircuitBreakerEvent event, String why) {
        return new BreakerEvent(
                type,
                event.breaker(),
                event.at(),
                null,
                null,
                null,
                null,
                why,
                null,
                null,
                null,
                null);
    }

    /** Returns the event that reports the loss of the oldest {@code count} events. */
    static BreakerEvent dropped(long count) {
        return new BreakerEvent(
                "dropped", null, null, null, null, null, null, null, null, null, null, count);
    }

    /** Returns the event that shows that the connection is alive. */
    static BreakerEvent heartbeat() {
        return new BreakerEvent(
                "heartbeat", null, null, null, null, null, null, null, null, null, null, null);
    }
}
