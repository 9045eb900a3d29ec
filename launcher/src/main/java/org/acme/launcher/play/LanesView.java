package org.acme.launcher.play;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Both lanes at one moment, as the control room reports them. An unknown value is null.
 *
 * @param lanes protected first
 */
public record LanesView(List<LaneView> lanes) {

    /** The state of one lane. */
    public record LaneView(
            String lane,
            OperationView checkout,
            OperationView products,
            List<BreakerView> breakers,
            @Nullable Integer pendingPayments,
            List<FaultView> faults,
            Map<String, String> services) {}

    /** What users experienced in the last seconds. */
    public record OperationView(@Nullable Double answeredPercent, @Nullable Double p99Millis) {}

    /** The state of one circuit breaker. */
    public record BreakerView(String name, String state, @Nullable String why) {}

    /** A fault that is active. */
    public record FaultView(String service, @Nullable String words) {}

    /** The lane of that name, if the control room told about it. */
    public @Nullable LaneView lane(String name) {
        return lanes.stream().filter(lane -> lane.lane().equals(name)).findFirst().orElse(null);
    }
}
