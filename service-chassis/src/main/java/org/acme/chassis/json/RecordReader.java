package org.acme.chassis.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.acme.chassis.problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record and continues after a wrong value, which an object mapper does not: so a caller
 * gets all wrong fields at once. A wrong value reads as null. Nothing is converted: {@code "2"} is
 * not a number, {@code 2.0} not a whole one. For one body; not thread-safe.
 */
final class RecordReader {

    static final int MOST_ERRORS = 20;

    private interface Conversion {
        @Nullable Object read(JsonParser parser) throws IOException;
    }

    /** How a value is read, and what to call it; a value that it reads as null has another type. */
    record Scalar(String name, Conversion conversion) {}

    static final Map<Class<?>, Scalar> SCALARS =
            Map.of(
                    String.class,
                    new Scalar("a string", p -> is(p, JsonToken.VALUE_STRING) ? p.getText() : null),
                    Boolean.class,
                    new Scalar(
                            "true or false",
                            p -> p.currentToken().isBoolean() ? p.getBooleanValue() : null),
                    Integer.class,
                    new Scalar(
                            "a whole number",
                            p -> isWhole(p, JsonParser.NumberType.INT) ? p.getIntValue() : null),
                    Long.class,
                    new Scalar(
                            "a whole number",
                            p ->
                                    isWhole(p, JsonParser.NumberType.INT)
                                                    || isWhole(p, JsonParser.NumberType.LONG)
                                            ? p.getLongValue()
                                            : null),
                    Double.class,
                    new Scalar(
                            "a number",
                            p -> p.currentToken().isNumeric() ? p.getDoubleValue() : null));

    private final JsonParser parser;
    private final Function<Class<?>, RecordShape> shapes;
    private final List<FieldError> errors = new ArrayList<>();
    private boolean broken;

    RecordReader(JsonParser parser, Function<Class<?>, RecordShape> shapes) {
        this.parser = parser;
        this.shapes = shapes;
    }

    /** The record as far as it could be read; null if the body is no object or no JSON. */
    @Nullable Object read(Class<?> type) throws IOException {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                wrong("body", "must be a JSON object");
                return null;
            }
            Object value = object(type, "");
            if (parser.nextToken() != null) {
                broken = true;
                wrong("body", "must be one JSON object and nothing after it");
            }
            return broken ? null : value;
        } catch (JsonProcessingException e) {
            broken(ParseErrors.of(parser, e));
            return null;
        }
    }

    /** What was wrong so far, in the order of the body. */
    List<FieldError> errors() {
        return errors;
    }

    private Object object(Class<?> type, String prefix) throws IOException {
        RecordShape shape = shapes.apply(type);
        @Nullable Object[] values = new @Nullable Object[shape.types().size()];
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Integer position = shape.positions().get(name);
            parser.nextToken();
            if (position == null) {
                parser.skipChildren();
                wrong(
                        prefix + Shown.cut(name, 40),
                        "is not a known field; allowed: " + shape.names());
            } else {
                values[position] = value(shape.types().get(position), prefix + name);
            }
        }
        return shape.create(values);
    }

    private @Nullable Object value(Type type, String path) throws IOException {
        if (is(parser, JsonToken.VALUE_NULL)) {
            return null;
        }
        if (RecordShape.isList(type)) {
            return is(parser, JsonToken.START_ARRAY)
                    ? list(RecordShape.element(type), path)
                    : mismatch("an array", path);
        }
        Scalar scalar = SCALARS.get(type);
        if (scalar == null) {
            return is(parser, JsonToken.START_OBJECT)
                    ? object((Class<?>) type, path + ".")
                    : mismatch("a JSON object", path);
        }
        Object value = scalar.conversion().read(parser);
        return value == null ? mismatch(scalar.name(), path) : value;
    }

    private List<@Nullable Object> list(Type element, String path) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(element, path + "[" + values.size() + "]"));
        }
        return values;
    }

    private @Nullable Object mismatch(String wanted, String path) throws IOException {
        boolean tooLarge =
                wanted.equals("a whole number") && is(parser, JsonToken.VALUE_NUMBER_INT);
        String sent = tooLarge ? "too large" : Shown.value(parser);
        wrong(path, "must be " + wanted + ", but is " + sent);
        parser.skipChildren();
        return null;
    }

    /** Adds an error that is always reported, even beyond the limit of errors. */
    private void broken(FieldError error) {
        if (errors.size() == MOST_ERRORS) {
            errors.remove(MOST_ERRORS - 1);
        }
        errors.add(error);
    }

    private void wrong(String field, String message) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(field, message));
        }
    }

    private static boolean is(JsonParser parser, JsonToken token) {
        return parser.currentToken() == token;
    }

    private static boolean isWhole(JsonParser parser, JsonParser.NumberType type)
            throws IOException {
        return is(parser, JsonToken.VALUE_NUMBER_INT) && parser.getNumberType() == type;
    }
}
