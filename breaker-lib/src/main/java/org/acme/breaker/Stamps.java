package org.acme.breaker;

import org.jspecify.annotations.Nullable;

/** Permits as numbers: the generation's number above, the token below. Never 0. */
final class Stamps {

    private Stamps() {}

    static long of(State admitted, int token) {
        return (long) admitted.generation.number << 32 | (token & 0xFFFF_FFFFL);
    }

    static void end(
            Calls calls,
            long stamp,
            Verdict verdict,
            long durationNanos,
            @Nullable Object trigger) {
        if (stamp == 0) {
            calls.misused.increment();
            return;
        }
        int token = (int) stamp;
        State current = calls.machine.current();
        boolean late =
                token != State.UNMEASURED && current.generation.number != (int) (stamp >>> 32);
        long duration = Math.max(0, durationNanos);
        if (late) {
            calls.dropped(verdict, duration, trigger);
        } else {
            calls.count(current, token, verdict, calls.machine.ticker.nanos(), duration, trigger);
        }
    }
}
