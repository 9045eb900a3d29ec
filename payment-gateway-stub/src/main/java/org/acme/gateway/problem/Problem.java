package org.acme.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An RFC 9457 problem document.
 *
 * @param type stable name of the problem, {@code urn:problem:payment:…}
 * @param detail what was wrong this time
 * @param errors every wrong field of the request
 */
@Schema(description = "RFC 9457 problem document")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type, String title, int status, String detail, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** A wrong field ({@code body} is the document itself) and what it must be. */
    public record FieldError(String field, String message) {}

    public static Problem of(String slug, String title, int status, String detail) {
        return new Problem("urn:problem:payment:" + slug, title, status, detail, List.of());
    }

    /** A request with wrong fields. */
    public static Problem invalid(List<FieldError> errors) {
        return unacceptable(400, errors);
    }

    /** As {@link #invalid}, with the status that says more. */
    static Problem unacceptable(int status, List<FieldError> errors) {
        String detail =
                errors.size() == 1 ? "1 field is wrong" : errors.size() + " fields are wrong";
        return new Problem(
                "urn:problem:payment:invalid-request", "Invalid request", status, detail, errors);
    }

    public Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
