package org.acme.fault.kind;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Switches another fault on and off alternately, beginning with on. Requests that are parked by it
 * are released when it goes off.
 */
public record Flapping(Fault fault, Duration on, Duration off) implements Fault {

    private static final Duration DEFAULT_TURN = Duration.ofSeconds(5);

    /** Kinds that cannot flap: flapping itself, and faults with state or without a second time. */
    private static final Set<FaultKind> NOT_FLAPPING =
            EnumSet.of(FaultKind.FLAPPING, FaultKind.CAPACITY, FaultKind.CRASH);

    static Fault read(JsonFields fields, Duration longest) {
        Duration on = fields.duration("on", SHORTEST, longest).orElse(DEFAULT_TURN);
        Duration off = fields.duration("off", SHORTEST, longest).orElse(DEFAULT_TURN);
        JsonFields inner = fields.object("fault");
        Set<FaultKind> allowed = EnumSet.complementOf(EnumSet.copyOf(NOT_FLAPPING));
        Optional<Fault> fault = FaultKind.read(inner, allowed, longest);
        fault.ifPresent(known -> inner.refuseOthers("of kind " + known.kind().id()));
        return new Flapping(fault.orElseGet(Reset::new), on, off);
    }

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
     * A context that releases parked requests when the fault goes off.
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

        /**
         * Shortens a stay. Reads the clock when the stay begins, because the service may have
         * worked since then.
         */
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
