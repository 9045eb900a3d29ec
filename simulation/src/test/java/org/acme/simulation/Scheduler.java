package org.acme.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking code on virtual time, deterministically. Code that waits keeps its thread, but
 * exactly one thread runs at any moment: a thread that waits takes the next event from the queue
 * and either handles it or wakes the thread that it belongs to. So the same events in the same
 * order give the same history.
 */
final class Scheduler {

    /** Code that waits for a response, or for time to pass. */
    final class Waiter {

        private final Carrier carrier = current();
        private boolean resumed;
        private @Nullable Object result;

        /** Resumes the waiting code with this result, unless it has been resumed before. */
        void resume(@Nullable Object value) {
            if (!resumed) {
                resumed = true;
                result = value;
                queue.add(new Event(now, sequence++, null, null, this));
            }
        }

        /** Waits for the result while other threads run. */
        @Nullable Object await() {
            loop(this);
            return result;
        }
    }

    private record Event(
            long at,
            long sequence,
            @Nullable Runnable action,
            @Nullable Runnable body,
            @Nullable Waiter waiter)
            implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            return at != other.at
                    ? Long.compare(at, other.at)
                    : Long.compare(sequence, other.sequence);
        }
    }

    /** One thread; it runs only while the scheduler has selected it. */
    private final class Carrier extends Thread {

        private volatile boolean baton;
        private @Nullable Runnable body;

        private Carrier() {
            super("simulation");
            setDaemon(true);
        }

        @Override
        public void run() {
            while (true) {
                awaitBaton();
                Runnable work = body;
                body = null;
                if (work != null) {
                    runBody(work);
                }
                loop(null);
            }
        }

        private void awaitBaton() {
            while (!baton) {
                LockSupport.park(this);
            }
            baton = false;
        }

        private void give() {
            baton = true;
            LockSupport.unpark(this);
        }
    }

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final Deque<Carrier> idle = new ArrayDeque<>();
    private long now;
    private long sequence;
    private @Nullable Throwable failure;
    private volatile boolean finished;
    private @Nullable Thread owner;

    /** Returns the virtual time in nanoseconds. */
    long now() {
        return now;
    }

    /** Resets the virtual time to 0. */
    void reset() {
        now = 0;
        sequence = 0;
        failure = null;
        finished = false;
        queue.clear();
    }

    /** Runs an action that never waits. */
    void after(long nanos, Runnable action) {
        queue.add(new Event(now + nanos, sequence++, action, null, null));
    }

    /** Runs code that may wait, as if on a thread of its own. */
    void spawn(long nanos, Runnable body) {
        queue.add(new Event(now + nanos, sequence++, null, body, null));
    }

    /** Advances time for the calling code. */
    void sleep(long nanos) {
        Waiter waiter = new Waiter();
        after(nanos, () -> waiter.resume(null));
        waiter.await();
    }

    /** Runs until no event is left. Throws any unexpected exception. */
    void run() {
        owner = Thread.currentThread();
        idleCarrier().give();
        while (!finished) {
            LockSupport.park(this);
        }
        if (failure != null) {
            throw new IllegalStateException("unexpected in the simulation", failure);
        }
    }

    private void loop(@Nullable Waiter mine) {
        while (true) {
            Event event = queue.poll();
            if (event == null) {
                finish(mine);
                return;
            }
            now = event.at();
            Waiter waiter = event.waiter();
            Runnable action = event.action();
            if (action != null) {
                action.run();
            } else if (waiter != null) {
                if (waiter == mine) {
                    return;
                }
                handOver(mine, waiter.carrier);
                return;
            } else if (mine == null) {
                runBody(event.body());
            } else {
                Carrier other = idleCarrier();
                other.body = event.body();
                handOver(mine, other);
                return;
            }
        }
    }

    private void handOver(@Nullable Waiter mine, Carrier next) {
        Carrier self = current();
        if (mine == null) {
            idle.push(self);
            next.give();
        } else {
            next.give();
            self.awaitBaton();
        }
    }

    private void finish(@Nullable Waiter mine) {
        if (mine != null) {
            throw new IllegalStateException("something waits for what never comes");
        }
        idle.push(current());
        finished = true;
        LockSupport.unpark(owner);
    }

    private void runBody(@Nullable Runnable body) {
        try {
            if (body != null) {
                body.run();
            }
        } catch (Crash e) {
            // the process of this thread was killed
        } catch (Throwable e) {
            failure = failure == null ? e : failure;
        }
    }

    private Carrier idleCarrier() {
        Carrier carrier = idle.poll();
        if (carrier == null) {
            carrier = new Carrier();
            carrier.start();
        }
        return carrier;
    }

    private Carrier current() {
        return (Carrier) Thread.currentThread();
    }

    /** Ends a process in the middle of its work. No code of the services catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the process was killed", null, false, false);
        }
    }
}
