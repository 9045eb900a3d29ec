package org.acme.chassis.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.Problem;

/**
 * Describes where and why a text is not JSON. The parser's own message is not used, because it
 * repeats the input.
 */
final class ParseErrors {

    private static final int LONGEST_FIELD = 100;

    private ParseErrors() {}

    static Problem problem(JsonParser parser, JsonProcessingException e) {
        FieldError error = of(parser, e);
        return Problem.invalid(error.field(), error.message());
    }

    static FieldError of(JsonParser parser, JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return new FieldError("body", "is too deeply nested or too long" + place(e));
        }
        if (e instanceof MismatchedInputException) {
            return new FieldError("body", "must be one JSON object and nothing after it");
        }
        JsonPointer at = parser.getParsingContext().pathAsPointer();
        boolean twice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate");
        return twice
                ? new FieldError(field(at.head()), "is not valid JSON: Duplicate field" + place(e))
                : new FieldError(field(at), "is not valid JSON" + place(e));
    }

    private static String field(@org.jspecify.annotations.Nullable JsonPointer at) {
        StringBuilder path = new StringBuilder();
        JsonPointer step = at;
        while (step != null && !step.matches()) {
            if (step.mayMatchElement()) {
                path.append('[').append(step.getMatchingIndex()).append(']');
            } else {
                path.append(path.length() == 0 ? "" : ".").append(step.getMatchingProperty());
            }
            step = step.tail();
        }
        return path.length() == 0 ? "body" : Shown.cut(path.toString(), LONGEST_FIELD);
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : ", line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }
}
