package org.acme.breaker;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The probes of one half-open period. The numbers of probes in flight, succeeded and failed share
 * one word, so that a decision sees all three at once; the lease table holds which probes are in
 * flight, and since when.
 */
final class ProbeGeneration extends Generation {

    private static final long FAILED = 1L;
    private static final long SUCCEEDED = 1L << 21;
    private static final long IN_FLIGHT = 1L << 42;
    private static final long FIELD = SUCCEEDED - 1;

    private final AtomicLong tally = new AtomicLong();
    private final LeaseTable leases;
    final int size;

    ProbeGeneration(int number, int size) {
        super(number);
        this.size = size;
        this.leases = new LeaseTable(size);
    }

    /** Admits a probe if fewer than permitted are in flight and the decision still needs one. */
    int admit(int permitted, int needed, long now) {
        long seen;
        do {
            seen = tally.get();
            if (free(seen, permitted, needed) <= 0) {
                return LeaseTable.NONE;
            }
        } while (!tally.compareAndSet(seen, seen + IN_FLIGHT));
        // A slot is freed before its probe is subtracted here, so one is free. If none was found,
        // slots were taken and freed during the search.
        int token = leases.claim(now);
        while (token == LeaseTable.NONE) {
            Thread.onSpinWait();
            token = leases.claim(now);
        }
        return token;
    }

    int free(int permitted, int needed) {
        return Math.max(0, free(tally.get(), permitted, needed));
    }

    private int free(long seen, int permitted, int needed) {
        return Math.min(Math.min(permitted, size), needed - ended(seen)) - inFlight(seen);
    }

    /** Frees the slot of a probe; {@code false} if its lease had ended. */
    boolean release(int token) {
        return leases.release(token);
    }

    int sweep(Ticker ticker, long leaseNanos) {
        return leases.sweep(ticker, leaseNanos);
    }

    long succeeded() {
        return tally.addAndGet(SUCCEEDED - IN_FLIGHT);
    }

    long failed() {
        return tally.addAndGet(FAILED - IN_FLIGHT);
    }

    void ignored() {
        tally.addAndGet(-IN_FLIGHT);
    }

    /** Whether the table and the tally agree; true whenever no call is between the two. */
    boolean isConsistent() {
        return leases.taken() == inFlight(tally.get());
    }

    long tally() {
        return tally.get();
    }

    static int inFlight(long tally) {
        return (int) (tally >>> 42);
    }

    static int successes(long tally) {
        return (int) (tally >>> 21 & FIELD);
    }

    static int failures(long tally) {
        return (int) (tally & FIELD);
    }

    static int ended(long tally) {
        return successes(tally) + failures(tally);
    }
}
