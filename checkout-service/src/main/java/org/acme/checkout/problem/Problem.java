package org.acme.checkout.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type stable name of the kind of problem; clients decide by it
 * @param errors every wrong field, where fields are wrong
 * @param orderId the order that exists in spite of the problem, where there is one
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(Include.NON_EMPTY) List<FieldError> errors,
        @JsonInclude(Include.NON_NULL) @Nullable String orderId) {

    /** The media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:problem:checkout:";

    /** A problem about the request as a whole. */
    public static Problem of(int status, String slug, String title, String detail) {
        return new Problem(TYPE_PREFIX + slug, title, status, detail, List.of(), null);
    }

    /** A problem about some of the request's fields. */
    public static Problem invalid(List<FieldError> errors) {
        String detail =
                errors.size() == 1 ? "1 field is wrong" : errors.size() + " fields are wrong";
        return new Problem(
                TYPE_PREFIX + "invalid-request",
                "The request is not valid",
                400,
                detail,
                List.copyOf(errors),
                null);
    }

    /** The same problem, naming the order that exists in spite of it. */
    public Problem about(String existingOrder) {
        return new Problem(type, title, status, detail, errors, existingOrder);
    }
}
