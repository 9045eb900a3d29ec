package org.acme.breaker.quarkus.rest;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.timeout.Deadline;

/**
 * Tells the other side for how many milliseconds its answer will still be waited for, so that it
 * needn't begin what nobody waits for any more. How long and not until when: their clocks need not
 * agree. Says nothing where the call has no deadline.
 *
 * <pre>{@code
 * @RegisterRestClient
 * @RegisterProvider(DeadlineHeader.class)
 * interface PriceClient {
 * }</pre>
 */
@ConstrainedTo(RuntimeType.CLIENT)
public final class DeadlineHeader implements ClientRequestFilter {

    /** The header; a whole number, 0 if time is up. */
    public static final String NAME = "X-Deadline-Ms";

    @Override
    public void filter(ClientRequestContext request) {
        Deadline deadline = Deadline.current();
        if (!deadline.isNone()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos());
            request.getHeaders().putSingle(NAME, Long.toString(millis));
        }
    }
}
