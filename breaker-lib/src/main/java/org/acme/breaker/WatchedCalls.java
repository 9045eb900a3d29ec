package org.acme.breaker;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.breaker.internal.Window;

/**
 * Watches calls in flight for the detection of hanging calls. A call that runs too long is recorded
 * as slow before it ends, and remembered until it ends: if it fails then, the same call becomes
 * slow and failed. It is never counted twice.
 */
final class WatchedCalls {

    /**
     * Upper limit of remembered calls, since a call may never end. Beyond it, one pushes out
     * another.
     */
    private static final int MOST_HUNG = 1024;

    private final LeaseTable running = new LeaseTable(LeaseTable.LARGEST / 4);
    private final ConcurrentMap<Integer, Hung> hung = new ConcurrentHashMap<>();

    /**
     * Returns a token, or {@link State#MEASURED} if no slot is free; the call is not watched then.
     */
    int begin(long now) {
        return running.claim(now);
    }

    /** Ends the watch; {@code false} if the call has been recorded as slow already. */
    boolean end(int token) {
        return running.release(token);
    }

    /** Ends a call that was recorded as slow; {@code false} if no such call is known. */
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

    /** Records calls that have run for {@code limitNanos} or longer as slow; returns how many. */
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

    /** The call is remembered before its slot is freed, so that its end finds it. */
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

    /** One call from being recorded as slow until its end, which may come during the recording. */
    private static final class Hung extends AtomicInteger {

        private static final long serialVersionUID = 1L;
        private static final int COUNTING = 0;
        private static final int COUNTED = 1;
        private static final int FAILED = 2;

        /** The call's place in the window; published by the step to COUNTED. */
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
