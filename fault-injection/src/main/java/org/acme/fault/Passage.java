package org.acme.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request on its way through the leases. Only its own event loop may call this. */
interface Passage {

    /** Goes on to the next lease, and after the last one to the service. */
    void proceed();

    /** Answers in place of the service. */
    void answer(int status, @Nullable Duration retryAfter);

    /** Closes the connection in an orderly way, without an answer. */
    void close();

    /** Breaks the connection off: the client sees a reset. */
    void reset();

    /** Keeps the request until its time is up, its lease ends or its client goes away. */
    void park(FaultLease lease, Stay stay);

    /**
     * How long a request stays parked, and what follows.
     *
     * @param time until {@code afterwards}; null stays until the lease ends
     * @param afterwards runs when the time is up
     * @param whenLeaseEnds runs when the lease ends first
     */
    record Stay(@Nullable Duration time, Runnable afterwards, Runnable whenLeaseEnds) {}
}
