package org.acme.inventory.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A problem document (RFC 9457): the one shape of every answer that isn't a success.
 *
 * @param type a stable URI that programs may compare
 * @param title the same for every problem of this type
 * @param status the HTTP status, repeated for readers of logs
 * @param detail what happened this time
 * @param errors the wrong fields, if the request was wrong; else empty and left out
 * @param more members that only this type of problem has
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> more) {

    /** The media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem without wrong fields and without members of its own. */
    public static Problem of(int status, String slug, String title, String detail) {
        return new Problem(typeOf(slug), title, status, detail, List.of(), Map.of());
    }

    /** The request is wrong in these fields; nothing was written. */
    public static Problem invalidRequest(List<FieldError> errors) {
        String detail =
                errors.size() == 1
                        ? errors.get(0).field() + " " + errors.get(0).message()
                        : errors.size() + " fields are wrong";
        return new Problem(
                typeOf("invalid-request"), "The request is invalid", 400, detail, errors, Map.of());
    }

    /** The same problem with one member more. */
    public Problem with(String member, Object value) {
        return new Problem(type, title, status, detail, errors, Map.of(member, value));
    }

    private static String typeOf(String slug) {
        return "urn:problem:inventory:" + slug;
    }
}
