package org.acme.checkout.remote;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A remote call that failed in a way that says something about the other side's health: exactly what
 * a circuit breaker counts. A declined card or a wrong request is an answer, not a failure.
 *
 * <p>The message is shown to customers, so it holds no word of the other side and no class name.
 */
public class RemoteFailure extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** No connection: nothing was sent. */
        REFUSED("refused the connection"),
        /** The connection broke; whether the work was done isn't known. */
        RESET("reset the connection"),
        /** No answer in time; whether the work was done isn't known. */
        TIMEOUT("timed out"),
        /** An answer of the 5xx kind. */
        SERVER_ERROR("returned an error"),
        /** A 408, 425 or 429: nothing was done, and a later call may be served. */
        NOT_NOW("is not available now"),
        /** An answer that nobody can read. */
        MALFORMED("returned an invalid response");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private final String service;
    private final Kind kind;
    private final @Nullable Duration retryAfter;

    /**
     * A failure without a wait.
     *
     * @param detail what follows in the message, in our own words; may be empty
     */
    public RemoteFailure(String service, Kind kind, String detail) {
        this(service, kind, detail, null);
    }

    /** A failure that came with the wish to be left alone for a while. */
    public RemoteFailure(String service, Kind kind, String detail, @Nullable Duration retryAfter) {
        super(service + " " + kind.words + detail, null, false, false);
        this.service = service;
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public String service() {
        return service;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the other side asked to be left alone; {@code null} if it didn't. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
