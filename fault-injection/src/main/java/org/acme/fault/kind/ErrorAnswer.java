package org.acme.fault.kind;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers with an error status at once; the work is not done. */
public record ErrorAnswer(int status, @Nullable Duration retryAfter) implements Fault {

    static Fault read(JsonFields fields, Duration longest) {
        int status = fields.integer("status", 400, 599).orElse(503L).intValue();
        Duration retryAfter = fields.duration("retryAfter", Duration.ZERO, longest).orElse(null);
        return new ErrorAnswer(status, retryAfter);
    }

    @Override
    public FaultKind kind() {
        return FaultKind.ERROR;
    }

    @Override
    public void apply(FaultContext context, Lease lease, Draw draw) {
        lease.countApplied();
        context.answer(status, retryAfter);
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", status);
        if (retryAfter != null) {
            fields.put("retryAfter", DurationText.format(retryAfter));
        }
        return fields;
    }
}
