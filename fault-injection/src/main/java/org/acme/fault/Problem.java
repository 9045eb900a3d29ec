package org.acme.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** An RFC 9457 problem document. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, List<FieldError> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** One wrong field; {@code body} is the document itself. */
    record FieldError(String field, String message) {}

    static Problem of(String slug, String title, int status, String detail) {
        return new Problem("urn:problem:fault:" + slug, title, status, detail, List.of());
    }

    static Problem invalid(List<FieldError> errors) {
        String detail =
                errors.size() == 1 ? "1 field is wrong" : errors.size() + " fields are wrong";
        return new Problem("urn:problem:fault:invalid-fault", "Invalid fault", 400, detail, errors);
    }
}
