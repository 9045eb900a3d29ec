package org.acme.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers a status at once; the work isn't done. */
record ErrorAnswer(int status, @Nullable Duration retryAfter) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.ERROR;
    }

    @Override
    public void apply(FaultContext context, FaultLease lease, Draw draw) {
        lease.countStruck();
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
