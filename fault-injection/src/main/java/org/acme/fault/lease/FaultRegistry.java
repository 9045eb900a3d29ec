package org.acme.fault.lease;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.acme.fault.kind.DurationText;
import org.acme.fault.kind.FaultKind;
import org.jboss.logging.Logger;

/**
 * Holds the leases of this process, in the order of their start. They are in memory only: a restart
 * ends all of them.
 *
 * <p>Reading is one volatile read of an immutable array; starting and ending a lease copies it.
 */
public final class FaultRegistry {

    private static final Logger LOG = Logger.getLogger(FaultRegistry.class);
    private static final FaultLease[] NONE = {};

    private final int maxLeases;
    private final Ticker ticker;
    private final Clock clock;
    private final Timers timers;
    private final Map<FaultKind, LongAdder> applied = new EnumMap<>(FaultKind.class);
    private volatile FaultLease[] active = NONE;

    public FaultRegistry(int maxLeases, Ticker ticker, Clock clock, Timers timers) {
        this.maxLeases = maxLeases;
        this.ticker = ticker;
        this.clock = clock;
        this.timers = timers;
        for (FaultKind kind : FaultKind.values()) {
            applied.put(kind, new LongAdder());
        }
    }

    public FaultLease start(FaultSpec spec) throws TooManyFaultsException {
        String id = UUID.randomUUID().toString().substring(0, 13);
        FaultLease lease =
                new FaultLease(id, spec, clock.instant(), ticker, appliedOf(spec.fault().kind()));
        add(lease);
        lease.endedBy(timers.after(spec.duration(), () -> end(id)));
        LOG.infof(
                "fault %s started: %s for %s",
                id, spec.fault().kind().id(), DurationText.format(spec.duration()));
        return lease;
    }

    private synchronized void add(FaultLease lease) throws TooManyFaultsException {
        if (active.length >= maxLeases) {
            throw new TooManyFaultsException(maxLeases);
        }
        FaultLease[] longer = Arrays.copyOf(active, active.length + 1);
        longer[active.length] = lease;
        active = longer;
    }

    /** Ends a lease; returns whether it existed. */
    public boolean end(String id) {
        Optional<FaultLease> lease = remove(id);
        lease.ifPresent(this::finish);
        return lease.isPresent();
    }

    public void endAll() {
        for (FaultLease lease : removeAll()) {
            finish(lease);
        }
    }

    private synchronized Optional<FaultLease> remove(String id) {
        Optional<FaultLease> found = find(id);
        found.ifPresent(
                gone ->
                        active =
                                Arrays.stream(active)
                                        .filter(lease -> lease != gone)
                                        .toArray(FaultLease[]::new));
        return found;
    }

    private synchronized FaultLease[] removeAll() {
        FaultLease[] all = active;
        active = NONE;
        return all;
    }

    private void finish(FaultLease lease) {
        LOG.infof(
                "fault %s ended: %s, matched %d, applied %d",
                lease.id(), lease.spec().fault().kind().id(), lease.matched(), lease.applied());
        lease.end();
    }

    /**
     * Returns all leases that have not been ended; some of them may be over. Do not modify the
     * array.
     */
    public FaultLease[] active() {
        return active;
    }

    public List<FaultLease> list() {
        return current().toList();
    }

    public Optional<FaultLease> find(String id) {
        return Arrays.stream(active).filter(lease -> lease.id().equals(id)).findFirst();
    }

    public long countActive(FaultKind kind) {
        return current().filter(lease -> lease.spec().fault().kind() == kind).count();
    }

    /**
     * Returns to how many requests faults of this kind were applied since the start of the process.
     */
    public LongAdder appliedOf(FaultKind kind) {
        return requireNonNull(applied.get(kind));
    }

    private Stream<FaultLease> current() {
        return Arrays.stream(active).filter(lease -> !lease.isOver());
    }
}
