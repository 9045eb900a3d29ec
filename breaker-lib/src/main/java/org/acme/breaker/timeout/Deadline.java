package org.acme.breaker.timeout;

import java.time.Duration;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.Ticker;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.internal.Failures;
import org.jspecify.annotations.Nullable;

/**
 * The time until which a caller waits for a result: a start and a length, never a point in time.
 * Immutable, usable on any thread.
 *
 * <p>Code that runs inside a pipeline or a timeout reads its deadline with {@link #current()}, for
 * example to send the remaining time to the next service:
 *
 * <pre>{@code
 * long millis = Deadline.current().remainingNanos() / 1_000_000;
 * }</pre>
 *
 * <p>Inner pipelines inherit it: theirs is never later. Work that moves to another thread does not
 * inherit it: read the deadline before, and use {@link #callInstead} on the other thread.
 */
public final class Deadline {

    private static final long ENDLESS = Long.MAX_VALUE;
    private static final Deadline NONE = new Deadline(Ticker.system(), 0, ENDLESS);

    /** The deadline of the call that runs on this thread; {@code null} outside of calls. */
    private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

    private final Ticker ticker;
    private final long start;
    private final long lengthNanos;

    private Deadline(Ticker ticker, long start, long lengthNanos) {
        this.ticker = ticker;
        this.start = start;
        this.lengthNanos = lengthNanos;
    }

    /** Returns the absence of a deadline. */
    public static Deadline none() {
        return NONE;
    }

    /** Returns the absence of a deadline, on another clock. */
    public static Deadline none(Ticker ticker) {
        return new Deadline(givenTicker(ticker), 0, ENDLESS);
    }

    /** Returns a deadline {@code length} from now. */
    public static Deadline after(Duration length) {
        return after(length, Ticker.system());
    }

    /** Returns a deadline {@code length} from now, on another clock. */
    public static Deadline after(Duration length, Ticker ticker) {
        long start = givenTicker(ticker).nanos();
        return new Deadline(ticker, start, Durations.requirePositive("deadline", length));
    }

    private static Ticker givenTicker(Ticker ticker) {
        return InvalidConfigurationException.requireGiven(ticker, "deadline.ticker", "a ticker");
    }

    /**
     * Returns the deadline of the code that this thread is running: the end of the attempt or of
     * the whole call, whichever is earlier; {@link #none()} outside of calls. Allocates nothing.
     */
    public static Deadline current() {
        Deadline current = CURRENT.get();
        return current == null ? NONE : current;
    }

    /**
     * Returns the remaining nanoseconds: 0 if the deadline is over, {@link Long#MAX_VALUE} if there
     * is none.
     */
    public long remainingNanos() {
        return isNone() ? ENDLESS : Math.max(0, lengthNanos - Math.max(0, ticker.nanos() - start));
    }

    /** Whether there is no deadline. */
    public boolean isNone() {
        return lengthNanos == ENDLESS;
    }

    /** Whether the deadline is over. */
    public boolean isOver() {
        return remainingNanos() == 0;
    }

    /** Returns this deadline or the other one, whichever is earlier. */
    public Deadline earlier(Deadline other) {
        boolean mine = this == other || other.isNone();
        return mine || remainingNanos() <= other.remainingNanos() ? this : other;
    }

    /** Returns this deadline, or one {@code nanos} from now if that is earlier. */
    Deadline within(long nanos) {
        return remainingNanos() <= nanos ? this : new Deadline(ticker, ticker.nanos(), nanos);
    }

    /**
     * Makes a call within this deadline. While it runs, this is the {@linkplain #current() current
     * deadline} of the thread, unless that one is earlier. Only a pipeline or a timeout inside the
     * call enforces it.
     */
    public <T extends @Nullable Object, E extends Exception> T call(CheckedCall<T, E> body)
            throws E {
        try {
            return callInside(body);
        } catch (DeadlineExceededException e) {
            leftBy(e);
            throw e;
        }
    }

    <T extends @Nullable Object, E extends Exception> T callInside(CheckedCall<T, E> body)
            throws E {
        Deadline outer = CURRENT.get();
        Deadline inner = outer == null ? this : earlier(outer);
        if (inner == outer || inner.isNone()) {
            return body.call();
        }
        return callAs(inner, outer, body);
    }

    /**
     * Reports that {@code thrown} leaves the work that this deadline was set for. If it is a {@link
     * DeadlineExceededException} of this very deadline, outer breakers record it as a failure from
     * now on. Pipelines do that for their own deadline.
     */
    public void leftBy(Throwable thrown) {
        if (Failures.unwrap(thrown) instanceof DeadlineExceededException exceeded) {
            exceeded.leaves(this);
        }
    }

    /**
     * Makes a call with exactly this deadline as the {@linkplain #current() current one}, whatever
     * the thread's is. For work that begins on a thread which is in the middle of another call,
     * because it has just completed a stage. Enforces nothing by itself.
     */
    public <T extends @Nullable Object, E extends Exception> T callInstead(CheckedCall<T, E> body)
            throws E {
        Deadline outer = CURRENT.get();
        return outer == this || (outer == null && isNone())
                ? body.call()
                : callAs(isNone() ? null : this, outer, body);
    }

    private static <T extends @Nullable Object, E extends Exception> T callAs(
            @Nullable Deadline inner, @Nullable Deadline outer, CheckedCall<T, E> body) throws E {
        CURRENT.set(inner);
        try {
            return body.call();
        } finally {
            CURRENT.set(outer);
        }
    }
}
