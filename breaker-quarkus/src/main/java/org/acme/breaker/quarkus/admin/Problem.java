package org.acme.breaker.quarkus.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** An RFC 9457 problem document. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, List<FieldError> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** One wrong field; {@code body} is the document itself. */
    record FieldError(String field, String message) {}

    static Problem of(int status, String slug, String title, String detail) {
        return new Problem("urn:problem:breaker:" + slug, title, status, detail, List.of());
    }

    static Problem invalid(List<FieldError> errors) {
        String detail =
                errors.size() == 1 ? "1 setting is wrong" : errors.size() + " settings are wrong";
        return new Problem(
                "urn:problem:breaker:invalid-settings", "Invalid settings", 400, detail, errors);
    }
}
