package org.acme.checkout.remote;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.acme.breaker.quarkus.rest.HttpFailures;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls another service over HTTP, with one timeout for the whole attempt: waiting for a pooled
 * connection, connecting, sending, and reading the complete response.
 *
 * <p>The timeout belongs to the call and not to the connection, so an idle connection in the pool
 * has no timer that could end the next, healthy call. A call that ends without a complete response
 * (timeout or interrupt) resets its request: that closes its connection and removes it from the
 * pool at once, even in the middle of a body that arrives slowly.
 *
 * <p>Every exception of the client becomes a {@link RemoteFailure}, so no breaker has to know
 * exceptions of a framework, and no class name reaches a customer.
 *
 * @param <A> the REST interface of the service; safe for use by many threads
 */
public final class RemoteClient<A> {

    private static final Logger LOG = Logger.getLogger(RemoteClient.class);

    private final String service;
    private final A api;
    private final Duration attempt;
    private final Rejections rejections;

    RemoteClient(String service, A api, Duration attempt, Rejections rejections) {
        this.service = service;
        this.api = api;
        this.attempt = attempt;
        this.rejections = rejections;
    }

    /**
     * Makes one attempt and blocks until it is over.
     *
     * @param request starts the request
     * @return the complete answer, whatever its status
     * @throws RemoteFailure if there is no complete answer within the limit of an attempt, or
     *     before the thread is interrupted
     */
    public Answer send(Function<A, Uni<Response>> request) {
        CompletableFuture<Response> pending = start(request);
        // A deadline ends the call by an interrupt: the pipeline knows whose failure that is.
        try (Response response = pending.get(attempt.toNanos(), TimeUnit.NANOSECONDS)) {
            String body = response.hasEntity() ? response.readEntity(String.class) : "";
            return new Answer(
                    service,
                    response.getStatus(),
                    body == null ? "" : body,
                    HttpFailures.retryAfter(response));
        } catch (TimeoutException e) {
            throw new RemoteFailure(service, Kind.TIMEOUT, "");
        } catch (InterruptedException e) {
            // The call is abandoned; the owner of the thread must still see the interrupt.
            Thread.currentThread().interrupt();
            throw new RemoteFailure(service, Kind.TIMEOUT, " (interrupted)");
        } catch (ExecutionException e) {
            throw translate(e.getCause());
        } catch (RuntimeException e) {
            throw translate(e);
        } finally {
            pending.cancel(true); // resets the request, unless it is complete
        }
    }

    /**
     * Returns the exception for a response that the contract does not know; counts it if it is a
     * rejection.
     */
    public RuntimeException unexpected(Answer answer) {
        RuntimeException fitting = answer.unexpected();
        if (fitting instanceof RemoteRejection rejection) {
            rejections.count(rejection);
            LOG.debugf("%s, detail: %s", rejection.getMessage(), answer.words("detail"));
        }
        return fitting;
    }

    private CompletableFuture<Response> start(Function<A, Uni<Response>> request) {
        try {
            return request.apply(api).subscribeAsCompletionStage();
        } catch (RuntimeException e) {
            throw translate(e);
        }
    }

    private RemoteFailure translate(@Nullable Throwable thrown) {
        Kind kind = WireFailures.kind(thrown);
        if (kind == Kind.MALFORMED) {
            LOG.debugf(thrown, "the response of %s cannot be read", service);
        }
        return new RemoteFailure(service, kind, "");
    }
}
