package org.acme.fault.lease;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.acme.fault.kind.Draw;
import org.acme.fault.kind.Lease;
import org.jspecify.annotations.Nullable;

/** A fault with an end. Used by all event loops at once. */
public final class FaultLease implements Lease {

    private final String id;
    private final FaultSpec spec;
    private final Instant startedAt;
    private final Ticker ticker;
    private final long startTick;
    private final LongAdder appliedOfKind;
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong applied = new AtomicLong();

    /** Requests that the lease was applied to, or may still be: the limit admits no more than this. */
    private final AtomicLong taken = new AtomicLong();

    private final Set<Parked> parked = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** Forgets the timer that ends this lease. */
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
     * The request's draw if this lease applies to it, else null. A caller that gets a draw takes a place of the limit and says
     * afterwards what came of it: {@link #countApplied} or {@link #countSkipped}, once.
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

    /** Adds first and looks afterwards: whichever comes later, this or {@link #end}, tells the one that waits. */
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
