package org.acme.breaker.quarkus.admin;

import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Checks access to all resources that are {@link Guarded}. */
@jakarta.ws.rs.ext.Provider
@Guarded
public final class AdminGate implements ContainerRequestFilter {

    /**
     * Looked up for each request, because filters are created before the configuration can be read.
     */
    private final Provider<AdminAccess> access;

    AdminGate(Provider<AdminAccess> access) {
        this.access = access;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Problem refusal = access.get().refusal(request);
        if (refusal == null) {
            return;
        }
        Response.ResponseBuilder answer =
                Response.status(refusal.status()).entity(refusal).type(Problem.MEDIA_TYPE);
        if (refusal.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"breakers\"");
        }
        request.abortWith(answer.build());
    }
}
