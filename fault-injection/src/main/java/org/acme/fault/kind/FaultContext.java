package org.acme.fault.kind;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request on its way through the active leases. Confined to the request's event loop. */
public interface FaultContext {

    /** Passes the request to the next lease, and after the last one to the service. */
    void proceed();

    /** Answers the request without calling the service. */
    void answer(int status, @Nullable Duration retryAfter);

    /** Closes the connection without an answer; the client sees its end. */
    void close();

    /** Resets the connection; the client sees a reset. */
    void reset();

    /**
     * Parks the request until its time is up or its lease ends, or until the client disconnects if
     * the stay ends with the client.
     */
    default void park(Lease lease, Stay stay) {
        parkUntilWoken(lease, stay, () -> {});
    }

    /**
     * Parks the request like {@link #park}, and returns a way to end the stay early.
     *
     * @param whenGone runs when the request is dropped: its client disconnected and the stay ends
     *     with it, its body was incomplete, or there was no room to wait
     * @return ends the stay as if its time were up; thread-safe and idempotent
     */
    Runnable parkUntilWoken(Lease lease, Stay stay, Runnable whenGone);

    /**
     * Parks a response that is being corrupted, until its time is up, the lease ends, or the client
     * disconnects. Call this and the result only on the connection's event loop.
     *
     * @param whenGone runs when the client disconnects first, or there was no room and the
     *     connection is being closed
     * @return ends the stay as if its time were up; idempotent
     */
    Runnable hold(Lease lease, ChannelHandlerContext connection, Stay stay, Runnable whenGone);

    /**
     * Corrupts the response of the service. Only the first fault that asks for it is applied,
     * others are skipped.
     */
    void corrupt(Corruption corruption);

    /**
     * Runs {@code action} once when the work on the request is over: the service starts to respond,
     * even if the client has disconnected, or the request was dropped. It may run on any thread.
     */
    void whenOver(Runnable action);

    /** Halts the process without a shutdown. */
    void crash();

    /**
     * How long a request stays parked, and what follows.
     *
     * @param time until {@code afterwards}; null stays until the lease ends
     * @param afterwards runs when the time is up
     * @param whenLeaseEnds runs when the lease ends first
     * @param withoutClient whether the stay continues when the client has disconnected, because the
     *     service goes on with the work
     */
    record Stay(
            @Nullable Duration time,
            Runnable afterwards,
            Runnable whenLeaseEnds,
            boolean withoutClient) {}
}
