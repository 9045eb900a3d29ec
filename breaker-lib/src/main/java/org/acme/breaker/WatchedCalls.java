package org.acme.breaker;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.internal.Window;

/**
 * Calls in flight that are looked at while they run. One that runs for too long is counted as slow
 * without waiting for its end, and remembered until it ends: if it fails then, the same call becomes
 * slow and failed. It is never counted twice.
 */
final class WatchedCalls {

    /** Calls remembered at most, since a call may never end. One too many pushes out another. */
    private static final int MOST_HUNG = 1024;

    private final LeaseTable running = new LeaseTable(LeaseTable.LARGEST / 4);
    private final ConcurrentMap<Integer, Hung> hung = new ConcurrentHashMap<>();

    /** A token, or {@link State#MEASURED} where no place is free and the call isn't watched. */
    int begin(long now) {
        return running.claim(now);
    }

    /** {@code false} if the call has been counted as slow already. */
    boolean end(int token) {
        return running.release(token);
    }

    /** A call that was counted as slow has ended; {@code false} if none such is known. */
    boolean endHung(int token, boolean failed, Window window, long now) {
        Hung call = hung.remove(token);
        if (call == null) {
            return false;
        }
        if (failed) {
            call.fail(window, now);
        }
        return true;
    }

    /** Counts calls that have run for {@code limitNanos} or longer as slow; answers how many. */
    int sweep(Ticker ticker, long limitNanos, Window window) {
        int counted = 0;
        long now = ticker.nanos();
        for (int slot = 0; slot < running.size(); slot++) {
            int token = running.overdue(slot, ticker, now, limitNanos);
            if (token != LeaseTable.NONE && take(token, window, ticker)) {
                counted++;
            }
        }
        return counted;
    }

    /** Known before its place is taken away, so that its end finds it. */
    private boolean take(int token, Window window, Ticker ticker) {
        Hung call = new Hung();
        makeRoom();
        if (hung.putIfAbsent(token, call) != null) {
            return false;
        }
        if (!running.release(token)) {
            hung.remove(token, call);
            return false;
        }
        call.countAsSlow(window, ticker);
        return true;
    }

    private void makeRoom() {
        Iterator<Integer> known = hung.keySet().iterator();
        for (int excess = hung.size() - MOST_HUNG; excess >= 0 && known.hasNext(); excess--) {
            known.next();
            known.remove();
        }
    }

    /** One call between its counting as slow and its end, which may come while it is counted. */
    private static final class Hung extends AtomicInteger {

        private static final long serialVersionUID = 1L;
        private static final int COUNTING = 0;
        private static final int COUNTED = 1;
        private static final int FAILED = 2;

        /** Where the window counted it; published by the step to COUNTED. */
        private long place;

        Hung() {
            super(COUNTING);
        }

        void countAsSlow(Window window, Ticker ticker) {
            place = window.bad(ticker.nanos(), false, true);
            if (!compareAndSet(COUNTING, COUNTED)) {
                window.alsoFailed(place, ticker.nanos());
            }
        }

        void fail(Window window, long now) {
            if (!compareAndSet(COUNTING, FAILED)) {
                window.alsoFailed(place, now);
            }
        }
    }
}
