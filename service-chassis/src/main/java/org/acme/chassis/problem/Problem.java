package org.acme.chassis.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A problem document (RFC 9457), the body of every answer that is not a success.
 *
 * @param type stable name of the kind of problem, which clients may compare. A name without a colon
 *     is one of the service's own: {@link ProblemAnswers} puts the service's prefix before it
 * @param title the same for every problem of this type
 * @param status the HTTP status of the answer
 * @param detail what happened this time
 * @param errors every wrong field of the request; empty if the request is not at fault
 * @param members additional members of this type of problem; written beside the others
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> members) {

    /** The media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The type of a request with wrong fields. */
    public static final String INVALID_REQUEST = "invalid-request";

    /** A problem without wrong fields. */
    public static Problem of(int status, String type, String title, String detail) {
        return new Problem(type, title, status, detail, List.of(), Map.of());
    }

    /** The request has wrong fields (400). */
    public static Problem invalid(List<FieldError> errors) {
        return of(400, INVALID_REQUEST, "The request is not valid", "").naming(errors);
    }

    /** The request has one wrong field (400). */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** The same problem with these wrong fields, and a detail that says how many they are. */
    public Problem naming(List<FieldError> wrong) {
        String summary =
                wrong.size() == 1
                        ? wrong.get(0).field() + " " + wrong.get(0).message()
                        : wrong.size() + " fields are wrong";
        return new Problem(type, title, status, summary, List.copyOf(wrong), members);
    }

    /** The same problem with one member more. */
    public Problem with(String member, Object value) {
        return new Problem(type, title, status, detail, errors, Map.of(member, value));
    }

    Problem typed(String fullType) {
        return new Problem(fullType, title, status, detail, errors, members);
    }
}
