package org.acme.checkout.remote;

import java.io.Serial;

/**
 * A remote call that went wrong in a way that says something about the other side's health: exactly
 * what a circuit breaker counts. A declined card or a wrong request is an answer, not a failure.
 */
public class RemoteFailure extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** No connection: nothing was sent. */
        REFUSED("refused the connection"),
        /** The connection broke; whether the work was done isn't known. */
        RESET("broke the connection"),
        /** No answer in time; whether the work was done isn't known. */
        TIMEOUT("didn't answer in time"),
        /** An answer of the 5xx kind, or 429. */
        SERVER_ERROR("answered with an error"),
        /** An answer that nobody can read. */
        MALFORMED("answered something unreadable");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private final String service;
    private final Kind kind;

    /** A failure without a deeper cause worth keeping. */
    public RemoteFailure(String service, Kind kind, String detail) {
        super(service + " " + kind.words + detail, null, false, false);
        this.service = service;
        this.kind = kind;
    }

    public String service() {
        return service;
    }

    public Kind kind() {
        return kind;
    }
}
