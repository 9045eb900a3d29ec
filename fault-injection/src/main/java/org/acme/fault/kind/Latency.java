package org.acme.fault.kind;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/**
 * Waits before the request goes on, whether or not its client still waits; a lease that ends releases its waiting
 * requests at once.
 */
public record Latency(Duration delay, Duration jitter) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.LATENCY;
    }

    @Override
    public void apply(FaultContext context, Lease lease, Draw draw) {
        lease.countApplied();
        Duration wait = delay.plusNanos(draw.around(jitter.toNanos()));
        context.park(lease, new FaultContext.Stay(wait, context::proceed, context::proceed, true));
    }

    @Override
    public Map<String, Object> describe() {
        return JsonObject.of(
                        "delay", DurationText.format(delay), "jitter", DurationText.format(jitter))
                .getMap();
    }
}
