package org.acme.fault.kind;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another fault, on and off by turns, beginning with on. What waits for it when it goes off is let go. */
public record Flapping(Fault fault, Duration on, Duration off) implements Fault {

    @Override
    public FaultKind kind() {
        return FaultKind.FLAPPING;
    }

    @Override
    public boolean isOnAfter(long nanos) {
        return nanos % on.plus(off).toNanos() < on.toNanos();
    }

    @Override
    public void apply(FaultContext context, Lease lease, Draw draw) {
        long elapsed = lease.elapsedNanos();
        long begin = elapsed - elapsed % on.plus(off).toNanos();
        fault.apply(new Turn(context, begin + on.toNanos()), lease, draw);
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("kind", fault.kind().id());
        inner.putAll(fault.describe());
        return JsonObject.of(
                        "on",
                        DurationText.format(on),
                        "off",
                        DurationText.format(off),
                        "fault",
                        inner)
                .getMap();
    }

    /**
     * A context on which nothing waits longer than the turn lasts.
     *
     * @param end in nanoseconds since the start of the lease
     */
    private record Turn(FaultContext context, long end) implements FaultContext {

        @Override
        public Runnable parkUntilWoken(Lease lease, Stay stay, Runnable whenGone) {
            return context.parkUntilWoken(lease, inTurn(lease, stay), whenGone);
        }

        @Override
        public Runnable hold(
                Lease lease, ChannelHandlerContext connection, Stay stay, Runnable whenGone) {
            return context.hold(lease, connection, inTurn(lease, stay), whenGone);
        }

        /** Looks at the clock when the stay begins: the service may have worked since the fault was applied. */
        private Stay inTurn(Lease lease, Stay stay) {
            Duration left = Duration.ofNanos(Math.max(1, end - lease.elapsedNanos()));
            boolean inTime = stay.time() != null && stay.time().compareTo(left) <= 0;
            return inTime
                    ? stay
                    : new Stay(
                            left, stay.whenLeaseEnds(), stay.whenLeaseEnds(), stay.withoutClient());
        }

        @Override
        public void proceed() {
            context.proceed();
        }

        @Override
        public void answer(int status, @Nullable Duration retryAfter) {
            context.answer(status, retryAfter);
        }

        @Override
        public void close() {
            context.close();
        }

        @Override
        public void reset() {
            context.reset();
        }

        @Override
        public void corrupt(Corruption corruption) {
            context.corrupt(corruption);
        }

        @Override
        public void whenOver(Runnable action) {
            context.whenOver(action);
        }

        @Override
        public void crash() {
            context.crash();
        }
    }
}
