package org.acme.workshop.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.acme.workshop.lane.BreakerSnapshot.Transition;
import org.acme.workshop.lane.BreakerSnapshot.Window;
import org.jspecify.annotations.Nullable;

/** Both lanes at one moment, as JSON. A number that isn't known is null. */
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
     * @param changes what it went through in the last seconds, oldest first; several pictures tell
     *     of the same change
     */
    public record BreakerView(
            String name,
            String state,
            @Nullable Instant since,
            @Nullable String why,
            @Nullable Double nextProbeSeconds,
            @Nullable Window window,
            List<Transition> changes) {}

    /** What checkout experiences with a neighbour; what a breaker refuses was never called. */
    public record CallsView(
            String service,
            double perSecond,
            @Nullable Double failedPercent,
            @Nullable Double meanMillis) {}

    /**
     * The auditor's result in short.
     *
     * @param secondsAgo how far behind now the judged orders end; null before the first judgement
     * @param reason why the state is unknown, else null
     */
    public record BooksView(
            String state,
            long violations,
            long judgedOrders,
            @Nullable Long secondsAgo,
            @Nullable String reason) {}
}
