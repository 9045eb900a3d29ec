package org.acme.checkout.remote;

import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.acme.breaker.quarkus.rest.HttpFailures;
import org.acme.checkout.remote.RemoteFailure.Kind;

/**
 * Makes a call and translates whatever the client throws into a {@link RemoteFailure}, so that no
 * class of a framework leaks into what a breaker counts.
 */
public final class RemoteCall {

    private RemoteCall() {}

    /** The whole answer, whatever its status. */
    public static Answer send(String service, Supplier<Response> call) {
        try (Response response = call.get()) {
            String body = response.hasEntity() ? response.readEntity(String.class) : "";
            return new Answer(
                    service,
                    response.getStatus(),
                    body == null ? "" : body,
                    HttpFailures.retryAfter(response));
        } catch (RemoteFailure | RemoteRejection e) {
            throw e;
        } catch (RuntimeException e) {
            throw translate(service, e);
        }
    }

    private static RemoteFailure translate(String service, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException
                    || cause.getClass().getSimpleName().contains("Timeout")) {
                return new RemoteFailure(service, Kind.TIMEOUT, "");
            }
            if (cause instanceof InterruptedException) {
                return interrupted(service);
            }
            if (cause instanceof ConnectException
                    || cause instanceof java.net.UnknownHostException) {
                return new RemoteFailure(service, Kind.REFUSED, "");
            }
            if (cause instanceof HttpClosedException || cause instanceof IOException) {
                return new RemoteFailure(service, Kind.RESET, "");
            }
        }
        return new RemoteFailure(service, Kind.MALFORMED, ": " + e);
    }

    /** Somebody stopped waiting for this call; whoever owns the thread must still hear of it. */
    private static RemoteFailure interrupted(String service) {
        Thread.currentThread().interrupt();
        return new RemoteFailure(service, Kind.TIMEOUT, " (interrupted)");
    }
}
