package org.acme.checkout.remote;

import java.io.Serial;
import org.acme.breaker.Uncounted;

/**
 * The other side is healthy and refuses to understand us: a mistake in a deployment or in our code.
 * No breaker counts it, and nothing is concluded from it about an order.
 */
public class RemoteRejection extends RuntimeException implements Uncounted {

    @Serial private static final long serialVersionUID = 1L;

    public RemoteRejection(String service, int status, String detail) {
        super(service + " answered " + status + ": " + detail, null, false, false);
    }
}
