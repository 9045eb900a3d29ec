package org.acme.breaker.quarkus.admin;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns problem exceptions into responses. */
@Provider
public final class ProblemMapper implements ExceptionMapper<ProblemException> {

    @Override
    public Response toResponse(ProblemException thrown) {
        return Response.status(thrown.problem().status())
                .entity(thrown.problem())
                .type(Problem.MEDIA_TYPE)
                .build();
    }
}
