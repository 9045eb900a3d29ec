package org.acme.fault.lease;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.acme.fault.kind.Draw;
import org.acme.fault.kind.Lease;
import org.jspecify.annotations.Nullable;

/** A fault with an end time. Thread-safe; used by all event loops. */
public final class FaultLease implements Lease {

    private final String id;
    private final FaultSpec spec;
    private final Instant startedAt;
    private final Ticker ticker;
    private final long startTick;
    private final LongAdder appliedOfKind;
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong applied = new AtomicLong();

    /** Requests to which the lease was applied, or may still be; the limit bounds this number. */
    private final AtomicLong taken = new AtomicLong();

    private final Set<Parked> parked = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** Cancels the timer that ends this lease. */
    private volatile Runnable timer = () -> {};

    public FaultLease(
            String id, FaultSpec spec, Instant startedAt, Ticker ticker, LongAdder appliedOfKind) {
        this.id = id;
        this.spec = spec;
        this.startedAt = startedAt;
        this.ticker = ticker;
        this.startTick = ticker.nanos();
        this.appliedOfKind = appliedOfKind;
    }

    public String id() {
        return id;
    }

    public FaultSpec spec() {
        return spec;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public long matched() {
        return matched.get();
    }

    public long applied() {
        return applied.get();
    }

    public int parked() {
        return parked.size();
    }

    @Override
    public boolean isOver() {
        return ended || remainingNanos() <= 0;
    }

    public long remainingNanos() {
        return ended ? 0 : Math.max(0, spec.duration().toNanos() - elapsedNanos());
    }

    @Override
    public long elapsedNanos() {
        return ticker.nanos() - startTick;
    }

    /**
     * Returns the request's draw if this lease applies to it, otherwise null. A caller that gets a
     * draw uses a place of the limit, and must report the effect once: {@link #countApplied} or
     * {@link #countSkipped}.
     */
    public @Nullable Draw applies(RequestFacts request) {
        if (isOver() || !spec.match().matches(request)) {
            return null;
        }
        Draw draw = new Draw(spec.seed(), matched.getAndIncrement());
        boolean applies = spec.fault().isOnAfter(elapsedNanos()) && draw.hits(spec.probability());
        return applies && takesOneOfLimit() ? draw : null;
    }

    private boolean takesOneOfLimit() {
        Long limit = spec.limit();
        long before =
                taken.getAndUpdate(count -> limit != null && count >= limit ? count : count + 1);
        return limit == null || before < limit;
    }

    @Override
    public void countApplied() {
        applied.incrementAndGet();
        appliedOfKind.increment();
    }

    @Override
    public void countSkipped() {
        taken.decrementAndGet();
    }

    /**
     * Adds first and checks afterwards: so either this or {@link #end} notifies, whichever comes
     * later.
     */
    @Override
    public void park(Parked one) {
        parked.add(one);
        if (ended) {
            one.leaseEnded();
        }
    }

    @Override
    public void unpark(Parked one) {
        parked.remove(one);
    }

    void endedBy(Runnable forgetTimer) {
        timer = forgetTimer;
        if (ended) {
            forgetTimer.run();
        }
    }

    public void end() {
        ended = true;
        timer.run();
        parked.forEach(Parked::leaseEnded);
    }
}
