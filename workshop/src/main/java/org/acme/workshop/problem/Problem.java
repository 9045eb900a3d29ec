package org.acme.workshop.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** An RFC 9457 problem document. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type, String title, int status, String detail, List<FieldError> errors) {

    /** The content type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** One wrong field; {@code body} is the document itself. */
    public record FieldError(String field, String message) {}

    /** A problem without fields. */
    public static Problem of(String slug, String title, int status, String detail) {
        return new Problem("urn:problem:workshop:" + slug, title, status, detail, List.of());
    }

    /** A request with wrong fields. */
    public static Problem invalid(List<FieldError> errors) {
        String detail =
                errors.size() == 1 ? "1 field is wrong" : errors.size() + " fields are wrong";
        return new Problem(
                "urn:problem:workshop:invalid-request", "Invalid request", 400, detail, errors);
    }

    /** A request with one wrong field. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** Something that isn't there. */
    public static Problem notFound(String detail) {
        return of("not-found", "Not found", 404, detail);
    }

    /** The response that carries it. */
    public Response response() {
        return Response.status(status).entity(this).type(MEDIA_TYPE).build();
    }
}
