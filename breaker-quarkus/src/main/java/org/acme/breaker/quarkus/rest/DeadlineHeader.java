package org.acme.breaker.quarkus.rest;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.concurrent.TimeUnit;
import org.acme.breaker.timeout.Deadline;

/**
 * Sends the remaining milliseconds of the deadline to the called service, so that it need not begin
 * work whose result nobody will use. A duration and not a point in time, because the clocks of the
 * two may differ. Sends nothing if the call has no deadline.
 *
 * <pre>{@code
 * @RegisterRestClient
 * @RegisterProvider(DeadlineHeader.class)
 * interface PriceClient {
 * }</pre>
 */
@ConstrainedTo(RuntimeType.CLIENT)
public final class DeadlineHeader implements ClientRequestFilter {

    /** The name of the header; its value is a whole number, 0 if the deadline is over. */
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
