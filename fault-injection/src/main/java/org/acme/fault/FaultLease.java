package org.acme.fault;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A fault with an end. Used by all event loops at once. */
final class FaultLease {

    /** Something that waits for this lease. Told from any thread, possibly twice. */
    interface Parked {
        void leaseEnded();
    }

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

    FaultLease(
            String id, FaultSpec spec, Instant startedAt, Ticker ticker, LongAdder appliedOfKind) {
        this.id = id;
        this.spec = spec;
        this.startedAt = startedAt;
        this.ticker = ticker;
        this.startTick = ticker.nanos();
        this.appliedOfKind = appliedOfKind;
    }

    String id() {
        return id;
    }

    FaultSpec spec() {
        return spec;
    }

    Instant startedAt() {
        return startedAt;
    }

    long matched() {
        return matched.get();
    }

    long applied() {
        return applied.get();
    }

    int parked() {
        return parked.size();
    }

    /** Whether its time is up, even if the timer that ends it is late. */
    boolean isOver() {
        return ended || remainingNanos() <= 0;
    }

    long remainingNanos() {
        return ended ? 0 : Math.max(0, spec.duration().toNanos() - elapsedNanos());
    }

    long elapsedNanos() {
        return ticker.nanos() - startTick;
    }

    /**
     * The request's draw if this lease applies to it, else null. A caller that gets a draw takes a place of the limit and says
     * afterwards what came of it: {@link #countStruck} or {@link #countSpared}, once.
     */
    @Nullable Draw applies(RequestFacts request) {
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

    /** The request has met, or meets now, what the fault does. */
    void countStruck() {
        applied.incrementAndGet();
        appliedOfKind.increment();
    }

    /** The fault could do nothing to the request: its place of the limit is free for another one. */
    void countSpared() {
        taken.decrementAndGet();
    }

    /** Adds first and looks afterwards: whichever comes later, this or {@link #end}, tells the one that waits. */
    void park(Parked one) {
        parked.add(one);
        if (ended) {
            one.leaseEnded();
        }
    }

    void unpark(Parked one) {
        parked.remove(one);
    }

    void endedBy(Runnable forgetTimer) {
        timer = forgetTimer;
        if (ended) {
            forgetTimer.run();
        }
    }

    void end() {
        ended = true;
        timer.run();
        parked.forEach(Parked::leaseEnded);
    }
}
