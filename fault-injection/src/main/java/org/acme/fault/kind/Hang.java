package org.acme.fault.kind;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Accepts a request and never answers. When the lease ends, the request is closed without work, or
 * proceeds late, even without a client. A request that would be closed is dropped when its client
 * disconnects.
 */
public record Hang(boolean proceedsAtTheEnd) implements Fault {

    private static final int MAX_TEXT = 200;

    static Fault read(JsonFields fields, Duration longest) {
        List<String> ends = List.of("close", "proceed");
        return new Hang(fields.choice("then", MAX_TEXT, ends).equals("proceed"));
    }

    @Override
    public FaultKind kind() {
        return FaultKind.HANG;
    }

    @Override
    public void apply(FaultContext context, Lease lease, Draw draw) {
        lease.countApplied();
        Runnable end = proceedsAtTheEnd ? context::proceed : context::close;
        context.park(lease, new FaultContext.Stay(null, end, end, proceedsAtTheEnd));
    }

    @Override
    public Map<String, Object> describe() {
        return Map.of("then", proceedsAtTheEnd ? "proceed" : "close");
    }
}
