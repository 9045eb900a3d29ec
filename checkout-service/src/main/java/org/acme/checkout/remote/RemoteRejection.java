package org.acme.checkout.remote;

import java.io.Serial;
import org.acme.breaker.NotRecorded;

/**
 * The other side is healthy and refuses to understand the call: a mistake in a deployment or in our
 * code. No breaker counts it, and nothing is concluded from it about an order.
 */
public class RemoteRejection extends RuntimeException implements NotRecorded {

    @Serial private static final long serialVersionUID = 1L;

    private final int status;

    public RemoteRejection(String service, int status) {
        super(service + " rejected the call: " + status, null, false, false);
        this.status = status;
    }

    /** The HTTP status, from 400 to 499. */
    public int status() {
        return status;
    }

    /** Whether the caller was not accepted, as opposed to what it asked for. */
    public boolean isAboutCredential() {
        return status == 401 || status == 403 || status == 407;
    }
}
