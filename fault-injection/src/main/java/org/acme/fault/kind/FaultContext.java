package org.acme.fault.kind;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request on its way through the leases. Only its own event loop may call this. */
public interface FaultContext {

    /** Goes on to the next lease, and after the last one to the service. */
    void proceed();

    /** Answers in place of the service. */
    void answer(int status, @Nullable Duration retryAfter);

    /** Closes the connection in an orderly way, without an answer. */
    void close();

    /** Breaks the connection off: the client sees a reset. */
    void reset();

    /** Keeps the request until its time is up or its lease ends, or its client leaves and the stay ends by that. */
    default void park(Lease lease, Stay stay) {
        parkUntilWoken(lease, stay, () -> {});
    }

    /**
     * As {@link #park}, and somebody may end the stay early.
     *
     * @param whenGone runs when the request is dropped: its client left and the stay ends by that, its body was broken
     *     off, or there was no room to wait
     * @return ends the stay as if its time were up; for any thread, any number of times
     */
    Runnable parkUntilWoken(Lease lease, Stay stay, Runnable whenGone);

    /**
     * Keeps a place for an answer that is being corrupted, until its time is up, the lease ends, or the client goes away.
     * Only the connection's event loop may call this, and what it gives.
     *
     * @param whenGone runs when the client goes away first, or there was no room and the connection is being closed
     * @return ends the stay as if its time were up; any number of times
     */
    Runnable hold(Lease lease, ChannelHandlerContext connection, Stay stay, Runnable whenGone);

    /** Corrupts the answer that the service will give. Only the first fault that asks for it does, others are skipped. */
    void corrupt(Corruption corruption);

    /**
     * Runs once when the work on the request is over: the service begins to answer, also a client that has left, or the
     * request was dropped. On any thread.
     */
    void whenOver(Runnable action);

    /** Ends the process without a farewell. */
    void crash();

    /**
     * How long a request stays parked, and what follows.
     *
     * @param time until {@code afterwards}; null stays until the lease ends
     * @param afterwards runs when the time is up
     * @param whenLeaseEnds runs when the lease ends first
     * @param withoutClient whether it lasts and is followed when the client has left, because the service works on
     */
    record Stay(
            @Nullable Duration time,
            Runnable afterwards,
            Runnable whenLeaseEnds,
            boolean withoutClient) {}
}
