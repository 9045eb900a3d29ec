package org.acme.fault.api;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.acme.fault.kind.DurationText;
import org.acme.fault.lease.FaultLease;
import org.acme.fault.lease.FaultSpec;

/** A lease as {@code /faults} shows it. */
final class FaultDocument {

    private static final double NANOS_PER_SECOND = 1e9;

    private FaultDocument() {}

    static Map<String, Object> of(FaultLease lease) {
        FaultSpec spec = lease.spec();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", lease.id());
        fields.put("kind", spec.fault().kind().id());
        fields.putAll(spec.fault().describe());
        fields.put("match", spec.match().describe());
        fields.put("probability", spec.probability());
        fields.put("seed", spec.seed());
        if (spec.limit() != null) {
            fields.put("limit", spec.limit());
        }
        fields.put("duration", DurationText.format(spec.duration()));
        fields.put("startedAt", lease.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        fields.put(
                "secondsLeft", Math.round(lease.remainingNanos() / NANOS_PER_SECOND * 10) / 10.0);
        fields.put("matched", lease.matched());
        fields.put("applied", lease.applied());
        fields.put("parked", lease.parked());
        return fields;
    }
}
