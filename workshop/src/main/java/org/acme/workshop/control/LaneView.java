package org.acme.workshop.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.acme.workshop.lane.BreakerSnapshot.Transition;
import org.acme.workshop.lane.BreakerSnapshot.Window;
import org.jspecify.annotations.Nullable;

/** One lane at one moment, as JSON. An unknown number is null. */
public record LaneView(
        String lane,
        UsersView checkout,
        UsersView products,
        List<BreakerView> breakers,
        @Nullable Double pendingPayments,
        @Nullable Double oldestPendingSeconds,
        @Nullable Double busyWorkers,
        @Nullable Double workerLimit,
        @Nullable Double queuedRequests,
        @Nullable Double gatewayArrivalsPerSecond,
        List<CallsView> calls,
        List<JsonNode> faults,
        Map<String, String> services,
        BooksView invariants) {

    /** Latencies and outcomes of the requests of an operation that ended in the last seconds. */
    public record UsersView(
            int windowSeconds,
            long concluded,
            double perSecond,
            @Nullable Double answeredPercent,
            @Nullable Double p50Millis,
            @Nullable Double p99Millis,
            int inFlight,
            Map<String, Long> outcomes) {}

    /**
     * A circuit breaker.
     *
     * @param changes its transitions of the last seconds, oldest first; several pictures contain
     *     the same change
     */
    public record BreakerView(
            String name,
            String state,
            @Nullable Instant since,
            @Nullable String why,
            @Nullable Double nextProbeSeconds,
            @Nullable Window window,
            List<Transition> changes) {}

    /** Checkout's calls to another service; calls that a breaker rejected are not included. */
    public record CallsView(
            String service,
            double perSecond,
            @Nullable Double failedPercent,
            @Nullable Double meanMillis) {}

    /**
     * The auditor's verdict in short.
     *
     * @param secondsAgo how many seconds ago the last judged orders ended; null before the first
     *     judgement
     * @param reason why the state is unknown; otherwise null
     */
    public record BooksView(
            String state,
            long violations,
            long judgedOrders,
            @Nullable Long secondsAgo,
            @Nullable String reason) {}
}
