package org.acme.breaker.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The failed and slow calls of a slice: exact, shared, rarely written. */
class SliceCounts {

    private static final VarHandle BAD = field("bad");
    private static final VarHandle BAD_CALLS = field("badCalls");

    @SuppressWarnings("UnusedVariable") // written through BAD
    private volatile long bad;

    @SuppressWarnings("UnusedVariable") // written through BAD_CALLS
    private volatile long badCalls;

    /** The call first, then what was bad about it: whoever reads the other way round is safe. */
    final void addBad(boolean failed, boolean slow) {
        BAD_CALLS.getAndAdd(this, 1L);
        BAD.getAndAdd(this, Window.pack(failed, slow));
    }

    /** A call that has been counted here as slow has failed as well. */
    final void addFailure() {
        BAD.getAndAdd(this, Window.pack(true, false));
    }

    final long bad() {
        return bad;
    }

    final long badCalls() {
        return badCalls;
    }

    private static VarHandle field(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(SliceCounts.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
