package org.acme.workshop.lane;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last reading of a lane. Numbers are null if the service that knows them did not answer.
 *
 * @param calls checkout's calls to payment and inventory
 * @param faults as the stubs describe them, with {@code service} added
 */
public record LaneSnapshot(
        List<BreakerSnapshot> breakers,
        @Nullable Double pendingPayments,
        @Nullable Double oldestPendingSeconds,
        @Nullable Double busyWorkers,
        @Nullable Double workerLimit,
        @Nullable Double queuedRequests,
        @Nullable Double gatewayArrivalsPerSecond,
        List<CallsSnapshot> calls,
        List<JsonNode> faults,
        Map<Service, Health> services) {

    /** The snapshot before the first reading. */
    static final LaneSnapshot NOTHING =
            new LaneSnapshot(
                    List.of(), null, null, null, null, null, null, List.of(), List.of(), Map.of());

    /** Whether a service answers. */
    public enum Health {
        /** It answered the last time. */
        UP("up"),
        /** It did not answer. */
        DOWN("down"),
        /** It has not been asked yet. */
        UNKNOWN("unknown");

        private final String label;

        Health(String label) {
            this.label = label;
        }

        /** The name in JSON. */
        public String label() {
            return label;
        }
    }

    /** Whether a service answers. */
    public Health health(Service service) {
        return services.getOrDefault(service, Health.UNKNOWN);
    }
}
