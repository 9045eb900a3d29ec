package org.acme.gateway.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;
import org.acme.gateway.problem.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Why JSON couldn't be read, in words for whoever sent it. */
final class ReadingError {

    private ReadingError() {}

    static FieldError of(JacksonException json) {
        if (json instanceof UnrecognizedPropertyException unknown) {
            return new FieldError(path(unknown), "is unknown; allowed: " + known(unknown));
        }
        if (json instanceof MismatchedInputException wrong && !wrong.getPath().isEmpty()) {
            return new FieldError(
                    path(wrong), "must be " + nameOf(wrong.getTargetType()) + given(wrong));
        }
        if (json instanceof JsonMappingException other && !other.getPath().isEmpty()) {
            boolean tooLarge = other.getCause() instanceof InputCoercionException;
            return new FieldError(
                    path(other),
                    tooLarge ? "must be a whole number of at most 64 bits" : "is not acceptable");
        }
        String what =
                json instanceof MismatchedInputException
                        ? "must be one JSON object"
                        : "is not acceptable JSON";
        return new FieldError("body", what + place(json.getLocation()));
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String path(JsonMappingException json) {
        return OneLine.of(
                json.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .map(String::valueOf)
                        .collect(Collectors.joining(".")));
    }

    private static String nameOf(@Nullable Class<?> type) {
        return type == Long.class || type == long.class ? "a whole number" : "a string";
    }

    private static String given(MismatchedInputException wrong) {
        return wrong instanceof InvalidFormatException format
                ? ", but is " + OneLine.of(String.valueOf(format.getValue()))
                : "";
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null
                ? ""
                : ": line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
