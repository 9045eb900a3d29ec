package org.acme.breaker.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A counter for many threads. It is one number until two threads collide in it; afterwards it is an
 * array of numbers, each on its own pair of cache lines, and the id of a thread selects the one it
 * adds to. Exact: every increment is atomic.
 */
final class StripedCounter {

    private static final int STRIPES = stripes();

    /** 128 bytes: the pair of cache lines that the prefetcher loads. */
    private static final int LONGS_PER_STRIPE = 16;

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle BASE = Fields.handle(MethodHandles.lookup(), "base", long.class);
    private static final VarHandle CELLS =
            Fields.handle(MethodHandles.lookup(), "cells", long[].class);

    @SuppressWarnings("UnusedVariable") // written through BASE
    private volatile long base;

    private volatile long @Nullable [] cells;

    /** @param striped starts with the array, because the predecessor was contended */
    StripedCounter(boolean striped) {
        if (striped) {
            cells = newCells();
        }
    }

    void increment() {
        long[] row = cells;
        if (row == null) {
            long seen = base;
            if (BASE.compareAndSet(this, seen, seen + 1)) {
                return;
            }
            row = spread();
        }
        CELL.getAndAdd(row, index(), 1L);
    }

    boolean isStriped() {
        return cells != null;
    }

    long sum() {
        long sum = base;
        long[] row = cells;
        if (row != null) {
            for (int i = 0; i < row.length; i += LONGS_PER_STRIPE) {
                sum += (long) CELL.getVolatile(row, i);
            }
        }
        return sum;
    }

    private long[] spread() {
        long[] fresh = newCells();
        long[] before = (long[]) CELLS.compareAndExchange(this, (long[]) null, fresh);
        return before == null ? fresh : before;
    }

    private static long[] newCells() {
        // The space before the first and after the last stripe keeps other objects off these cache
        // lines.
        return new long[(STRIPES + 1) * LONGS_PER_STRIPE];
    }

    private static int index() {
        // Thread ids are consecutive, so their low bits spread threads evenly.
        int stripe = (int) Thread.currentThread().getId() & (STRIPES - 1);
        return (stripe + 1) * LONGS_PER_STRIPE;
    }

    private static int stripes() {
        int wanted = 4 * Runtime.getRuntime().availableProcessors();
        return Math.min(64, Integer.highestOneBit(Math.max(2, wanted - 1)) << 1);
    }
}
