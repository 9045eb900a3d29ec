package org.acme.fault.kind;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/**
 * Delays a request, even if its client disconnects meanwhile. When the lease ends, its delayed
 * requests proceed at once.
 */
public record Latency(Duration delay, Duration jitter) implements Fault {

    static Fault read(JsonFields fields, Duration longest) {
        if (!fields.has("delay")) {
            fields.wrong("delay", "is missing; must be " + DurationText.ALLOWED);
        }
        Duration delay = fields.duration("delay", SHORTEST, longest).orElse(SHORTEST);
        Duration jitter = fields.duration("jitter", Duration.ZERO, longest).orElse(Duration.ZERO);
        if (fields.has("delay") && jitter.compareTo(delay) > 0) {
            fields.wrong("jitter", "must not be longer than delay, " + DurationText.format(delay));
        }
        return new Latency(delay, jitter);
    }

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
