package org.acme.breaker.contract;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What happens in one history: the parts and the manners of the functions that users hand to them,
 * then the calls in the order in which they begin. Printed where a history fails, to be read from
 * top to bottom.
 */
record History(long seed, Settings settings, List<CallPlan> calls) {

    static final long MILLI = 1_000_000;

    /** Longer than any history that is not told to last for ever. */
    static final long HORIZON = 5_000 * MILLI;

    /** How a function of a user behaves. */
    enum Manners {
        FINE,
        THROWS,
        THROWS_ERROR,
        ANSWERS_NULL
    }

    enum Breaker {
        NONE,
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    enum FallbackRule {
        NONE,
        FOR_ALL,
        FOR_OTHERS
    }

    /**
     * The parts; 0 where there is none.
     *
     * @param attempts at most; 1: no retry
     * @param retryAll whether the predicate says yes to every exception, interrupts included
     * @param waitMillis how long a call waits for a place of the bulkhead; 0: not
     * @param hedges how many attempts may run beside each other; 1: no hedge
     * @param hedgeDelayMillis after which a further one starts
     * @param hedgeBudget how many further attempts there may be in all
     * @param full whether all places of the bulkhead are taken from the start
     */
    record Settings(
            int deadlineMillis,
            int attempts,
            int backoffMillis,
            boolean retryAll,
            int budget,
            int rate,
            Breaker breaker,
            int timeoutMillis,
            int places,
            int waitMillis,
            int hedges,
            int hedgeDelayMillis,
            int hedgeBudget,
            boolean full,
            FallbackRule fallback,
            Manners retryOn,
            Manners backoff,
            Manners timeoutException,
            Manners fallbackAnswer,
            Manners listeners,
            Manners classifier) {}

    /** How an attempt ends. */
    enum Ending {
        VALUE,
        NULL,
        CHECKED,
        RUNTIME,
        ERROR,
        INTERRUPTED,
        CANCELLED,
        WRAPPED
    }

    /** How an attempt hands over its end. All but the first three are asynchronous only. */
    enum Delivery {
        AT_ONCE,
        LATER,
        NEVER,
        THROWS,
        NULL_STAGE,
        TWICE,
        INTERFACE_ONLY,
        REFUSES_CALLBACKS,
        REFUSED_BY_EXECUTOR
    }

    /**
     * One attempt.
     *
     * @param blocksNanos how long it blocks the thread that begins it; 0: not
     * @param deaf whether it goes on when it is interrupted
     * @param afterNanos when it ends, after it has begun
     * @param endsOthers whether it ends the work of all other calls on its own thread, as it begins
     */
    record AttemptPlan(
            Delivery delivery,
            Ending ending,
            long blocksNanos,
            boolean deaf,
            long afterNanos,
            boolean endsOthers) {}

    /** What the caller does while the call is under way. */
    enum Interference {
        NONE,
        CANCEL,
        COMPLETE,
        TIME_OUT,
        INTERRUPT
    }

    /** What the caller does when it has the answer. */
    enum Continuation {
        NONE,
        THROWS,
        BLOCKS,
        CALLS_AGAIN
    }

    /**
     * One call.
     *
     * @param outerMillis a deadline around the call; 0: none
     */
    record CallPlan(
            long startNanos,
            int caller,
            boolean async,
            int outerMillis,
            List<AttemptPlan> attempts,
            Interference interference,
            long interferenceNanos,
            Continuation continuation) {

        AttemptPlan attempt(int number) {
            return attempts.get(Math.min(number, attempts.size() - 1));
        }

        CallPlan as(boolean asynchronous) {
            return new CallPlan(
                    startNanos,
                    caller,
                    asynchronous,
                    outerMillis,
                    attempts,
                    interference,
                    interferenceNanos,
                    continuation);
        }
    }

    /** The same history with all calls in one form. */
    History as(boolean asynchronous) {
        return new History(
                seed, settings, calls.stream().map(call -> call.as(asynchronous)).toList());
    }

    @Override
    public String toString() {
        return "seed "
                + seed
                + "\n"
                + settings
                + calls.stream().map(call -> "\n  " + describe(call)).collect(Collectors.joining());
    }

    private static String describe(CallPlan call) {
        return call.toString().replace("AttemptPlan[", "\n      AttemptPlan[");
    }
}
