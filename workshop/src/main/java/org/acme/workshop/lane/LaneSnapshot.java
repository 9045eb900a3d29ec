package org.acme.workshop.lane;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a lane at the last look. Numbers are null when the service that knows them did
 * not answer.
 *
 * @param calls what checkout experiences with payment and inventory
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

    /** Before the first look. */
    static final LaneSnapshot NOTHING =
            new LaneSnapshot(
                    List.of(), null, null, null, null, null, null, List.of(), List.of(), Map.of());

    /** Whether a service answers. */
    public enum Health {
        /** It answered the last look. */
        UP("up"),
        /** It did not. */
        DOWN("down"),
        /** Nobody has looked yet. */
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
