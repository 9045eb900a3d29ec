package org.acme.checkout.remote;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a remote call fails in a way that says something about the health of the other
 * service: exactly what a circuit breaker records. A declined card or a wrong request is a result,
 * not a failure.
 *
 * <p>The message is shown to customers, so it contains no text of the other service and no class
 * name.
 */
public class RemoteFailure extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    /** How the call failed. */
    public enum Kind {
        /** There was no connection: nothing was sent. */
        REFUSED("refused the connection"),
        /** The connection broke; whether the work was done isn't known. */
        RESET("reset the connection"),
        /** No answer in time; whether the work was done isn't known. */
        TIMEOUT("timed out"),
        /** The response had a 5xx status. */
        SERVER_ERROR("returned an error"),
        /** The response was 408, 425 or 429: nothing was done, and a later call may succeed. */
        NOT_NOW("is not available now"),
        /** The response was unreadable or contradicts the contract. */
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
     * Creates a failure without a requested wait.
     *
     * @param detail the end of the message, in our own words; may be empty
     */
    public RemoteFailure(String service, Kind kind, String detail) {
        this(service, kind, detail, null);
    }

    /** Creates a failure with the wait that the other service asked for. */
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

    /** Returns how long the other service asked clients to wait; {@code null} if it did not. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
