package org.acme.inventory.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in our own words, and naming the field, why a body could not be read. */
final class JsonMistake {

    private static final int MAX_MESSAGE = 200;
    private static final int MAX_FIELD = 100;

    private JsonMistake() {}

    static FieldError of(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return new FieldError(field(unknown), unknownField(unknown));
        }
        if (e instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
            return new FieldError(field(mismatch), expected(mismatch.getTargetType()));
        }
        if (e instanceof MismatchedInputException mismatch && isTrailing(mismatch)) {
            return new FieldError("body", "must be one JSON object and nothing after it");
        }
        if (e instanceof MismatchedInputException) {
            return new FieldError("body", "must be a JSON object");
        }
        // The parser's own complaints: it knows best where it stood.
        Throwable cause = e instanceof JsonMappingException ? e.getCause() : e;
        String field = cause instanceof JsonProcessingException parsing ? place(parsing) : "body";
        if (field.equals("body") && e instanceof JsonMappingException mapping) {
            field = field(mapping);
        }
        if (cause instanceof InputCoercionException) {
            return new FieldError(field, "is too large a number");
        }
        if (cause instanceof StreamConstraintsException) {
            return new FieldError(field, "is too deeply nested or too long");
        }
        return new FieldError(
                field, cut("is not valid JSON: " + e.getOriginalMessage(), MAX_MESSAGE));
    }

    private static boolean isTrailing(MismatchedInputException e) {
        return e.getOriginalMessage().startsWith("Trailing token");
    }

    private static String unknownField(UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds();
        return known == null
                ? "is not a known field"
                : "is not a known field; allowed: "
                        + known.stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining(", "));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "has the wrong type";
        } else if (type == Integer.class || type == int.class || type == long.class) {
            return "must be a whole number";
        } else if (type == Boolean.class || type == boolean.class) {
            return "must be true or false";
        } else if (type == String.class) {
            return "must be a string";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "must be an array";
        }
        return "must be a JSON object";
    }

    /** Where the parser stood. */
    private static String place(JsonProcessingException e) {
        if (!(e.getProcessor() instanceof JsonParser parser)) {
            return "body";
        }
        StringBuilder path = new StringBuilder();
        JsonPointer step = parser.getParsingContext().pathAsPointer();
        while (step != null && !step.matches()) {
            int index = step.getMatchingIndex();
            append(path, index >= 0 ? null : step.getMatchingProperty(), index);
            step = step.tail();
        }
        return path.length() == 0 ? "body" : cut(path.toString(), MAX_FIELD);
    }

    /** The path as a reader would write it: {@code items[0].quantity}. */
    private static String field(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            append(path, step.getFieldName(), step.getIndex());
        }
        return path.length() == 0 ? "body" : cut(path.toString(), MAX_FIELD);
    }

    private static void append(StringBuilder path, @Nullable String name, int index) {
        if (name == null) {
            path.append('[').append(index).append(']');
        } else {
            path.append(path.length() == 0 ? "" : ".").append(name);
        }
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }
}
