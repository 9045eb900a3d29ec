package org.acme.checkout.remote;

import java.io.Serial;
import org.acme.breaker.NotRecorded;

/**
 * Thrown when a healthy service rejects a call as invalid: a defect in a deployment or in our code.
 * No breaker records it, and it decides nothing about an order.
 */
public class RemoteRejection extends RuntimeException implements NotRecorded {

    @Serial private static final long serialVersionUID = 1L;

    private final int status;

    public RemoteRejection(String service, int status) {
        super(service + " rejected the call: " + status, null, false, false);
        this.status = status;
    }

    /** Returns the HTTP status, from 400 to 499. */
    public int status() {
        return status;
    }

    /** Whether the service rejected the caller's credentials, and not the request. */
    public boolean isAboutCredential() {
        return status == 401 || status == 403 || status == 407;
    }
}
