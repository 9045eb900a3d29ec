package org.acme.checkout.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.acme.checkout.problem.FieldError;
import org.acme.checkout.problem.ProblemException;

/** A JSON object under examination: gives fields of the wanted kind and collects what is wrong. */
final class JsonFields {

    /** Enough to help, too few to make us write a book about 64 KiB of nonsense. */
    private static final int MAX_ERRORS = 20;

    private static final int MAX_SHOWN = 40;

    private final String path;
    private final JsonNode object;
    private final List<FieldError> errors;

    JsonFields(String path, JsonNode object) {
        this(path, object, new ArrayList<>());
    }

    private JsonFields(String path, JsonNode object, List<FieldError> errors) {
        this.path = path;
        this.object = object;
        this.errors = errors;
    }

    /** A text of that pattern; empty if wrong. */
    String text(String name, String pattern) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return wrong(name, "is missing");
        }
        if (!value.isTextual()) {
            return wrong(name, "must be a text, but is " + shown(value));
        }
        if (!value.textValue().matches(pattern)) {
            return wrong(name, "must match " + pattern);
        }
        return value.textValue();
    }

    /** A whole number in that range; the least if wrong. */
    int wholeNumber(String name, int min, int max) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            wrong(name, "is missing");
        } else if (!value.isIntegralNumber()) {
            wrong(name, "must be a whole number, but is " + shown(value));
        } else if (!value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            wrong(name, "must be between " + min + " and " + max + ", but is " + shown(value));
        } else {
            return value.intValue();
        }
        return min;
    }

    /** The objects of an array of at least one and at most so many. */
    List<JsonFields> objects(String name, int max) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            wrong(name, "is missing");
            return List.of();
        }
        if (!value.isArray()) {
            wrong(name, "must be an array, but is " + shown(value));
            return List.of();
        }
        if (value.isEmpty() || value.size() > max) {
            wrong(name, "must have 1 to " + max + " entries, but has " + value.size());
            return List.of();
        }
        List<JsonFields> entries = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String entry = name + "[" + i + "]";
            if (value.get(i).isObject()) {
                entries.add(new JsonFields(path + entry + ".", value.get(i), errors));
            } else {
                wrong(entry, "must be an object, but is " + shown(value.get(i)));
            }
        }
        return entries;
    }

    /** Complains about every field that isn't one of these. */
    void onlyKnows(String... names) {
        Set<String> known = Set.of(names);
        for (Iterator<String> it = object.fieldNames(); it.hasNext(); ) {
            String name = it.next();
            if (!known.contains(name)) {
                wrong(shortened(name), "is unknown; known are " + String.join(", ", names));
            }
        }
    }

    /** Notes what is wrong with a field. */
    String wrong(String name, String message) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(new FieldError(path + name, message));
        }
        return "";
    }

    void throwIfWrong() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a text";
            default -> shortened(value.asText());
        };
    }

    private static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
