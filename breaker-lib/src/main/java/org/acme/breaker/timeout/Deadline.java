package org.acme.breaker.timeout;

import java.time.Duration;
import org.acme.breaker.CheckedCall;
import org.acme.breaker.InvalidConfigurationException;
import org.acme.breaker.Ticker;
import org.acme.breaker.internal.Durations;
import org.acme.breaker.internal.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Until when somebody waits for an answer: a start and a length, never a point in time. Immutable and
 * good on any thread.
 *
 * <p>Code that runs inside a pipeline or a timeout finds its own by {@link #current()}, to hand on
 * what is left of it:
 *
 * <pre>{@code
 * long millis = Deadline.current().remainingNanos() / 1_000_000;
 * }</pre>
 *
 * Pipelines inside it inherit it: theirs is never later. Work that is handed to another thread takes
 * it along by hand: read it before, and {@link #callInstead} on the other side.
 */
public final class Deadline {

    private static final long ENDLESS = Long.MAX_VALUE;
    private static final Deadline NONE = new Deadline(Ticker.system(), 0, ENDLESS);

    /** Set while a call is under way on the thread; {@code null} again afterwards. */
    private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

    private final Ticker ticker;
    private final long start;
    private final long lengthNanos;

    private Deadline(Ticker ticker, long start, long lengthNanos) {
        this.ticker = ticker;
        this.start = start;
        this.lengthNanos = lengthNanos;
    }

    /** No deadline. */
    public static Deadline none() {
        return NONE;
    }

    /** No deadline, on another clock. */
    public static Deadline none(Ticker ticker) {
        return new Deadline(givenTicker(ticker), 0, ENDLESS);
    }

    /** {@code length} from now. */
    public static Deadline after(Duration length) {
        return after(length, Ticker.system());
    }

    /** {@code length} from now, on another clock. */
    public static Deadline after(Duration length, Ticker ticker) {
        long start = givenTicker(ticker).nanos();
        return new Deadline(ticker, start, Durations.requirePositive("deadline", length));
    }

    private static Ticker givenTicker(Ticker ticker) {
        return InvalidConfigurationException.requireGiven(ticker, "deadline.ticker", "a ticker");
    }

    /**
     * Until when somebody waits for what this thread is doing: the end of the attempt or of the
     * whole call, whichever comes first. {@link #none()} where nobody said. Allocates nothing.
     */
    public static Deadline current() {
        Deadline current = CURRENT.get();
        return current == null ? NONE : current;
    }

    /** What is left, 0 if nothing is, {@link Long#MAX_VALUE} if there is no deadline. */
    public long remainingNanos() {
        return isNone() ? ENDLESS : Math.max(0, lengthNanos - Math.max(0, ticker.nanos() - start));
    }

    /** Whether there is no deadline. */
    public boolean isNone() {
        return lengthNanos == ENDLESS;
    }

    /** Whether nothing is left. */
    public boolean isOver() {
        return remainingNanos() == 0;
    }

    /** This one or the other, whichever is over first. */
    public Deadline earlier(Deadline other) {
        boolean mine = this == other || other.isNone();
        return mine || remainingNanos() <= other.remainingNanos() ? this : other;
    }

    /** This one, or {@code nanos} from now if that is earlier. */
    Deadline within(long nanos) {
        return remainingNanos() <= nanos ? this : new Deadline(ticker, ticker.nanos(), nanos);
    }

    /**
     * Makes a call within this deadline: as long as it runs, this one is {@linkplain #current() the
     * current one} of the thread, unless that one is over first. A pipeline or timeout inside ends
     * with it; nothing else does.
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
     * Says that {@code thrown} leaves the work that this deadline was set for. If it is a {@link
     * DeadlineExceededException} of this very deadline, breakers outside count it from now on.
     * Pipelines do that for a deadline of their own.
     */
    public void leftBy(Throwable thrown) {
        if (Failures.unwrap(thrown) instanceof DeadlineExceededException exceeded) {
            exceeded.leaves(this);
        }
    }

    /**
     * Makes a call with exactly this deadline as the {@linkplain #current() current one}, whatever
     * that of the thread is: for work of one call that begins on a thread which is in the middle of
     * another call, because it has just completed a stage. Ends nothing by itself.
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
