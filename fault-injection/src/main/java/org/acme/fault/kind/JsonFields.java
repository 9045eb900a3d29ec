package org.acme.fault.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.acme.chassis.problem.FieldError;

/** Reads the fields of one JSON object and collects the errors in them. Not thread-safe. */
public final class JsonFields {

    private final JsonNode node;
    private final String prefix;
    private final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();

    public JsonFields(JsonNode node) {
        this(node, "", new ArrayList<>());
    }

    private JsonFields(JsonNode node, String prefix, List<FieldError> errors) {
        this.node = node;
        this.prefix = prefix;
        this.errors = errors;
    }

    public Optional<String> text(String name, int maxLength) {
        return present(name)
                .filter(value -> expect(value.isTextual(), name, "a string", value))
                .map(JsonNode::textValue)
                .filter(
                        text ->
                                isPrintable(text, maxLength)
                                        || wrong(
                                                name,
                                                "must be 1 to %d printable ASCII characters"
                                                        .formatted(maxLength)));
    }

    /** Reads one of some words; the first of them if the field is absent. */
    String choice(String name, int maxLength, List<String> allowed) {
        return text(name, maxLength)
                .filter(
                        text ->
                                allowed.contains(text)
                                        || wrong(
                                                name,
                                                "is unknown; allowed: "
                                                        + String.join(", ", allowed)))
                .orElse(allowed.get(0));
    }

    public Optional<Duration> duration(String name, Duration min, Duration max) {
        String allowed =
                "%s, from %s to %s"
                        .formatted(
                                DurationText.ALLOWED,
                                DurationText.format(min),
                                DurationText.format(max));
        return present(name)
                .filter(value -> expect(value.isTextual(), name, allowed, value))
                .flatMap(
                        value -> {
                            Optional<Duration> parsed =
                                    DurationText.parse(value.textValue())
                                            .filter(
                                                    time ->
                                                            time.compareTo(min) >= 0
                                                                    && time.compareTo(max) <= 0);
                            expect(parsed.isPresent(), name, allowed, value);
                            return parsed;
                        });
    }

    public Optional<Double> decimal(String name, double min, double max) {
        String allowed = "a number from %s to %s".formatted(min, max);
        return present(name)
                .filter(value -> expect(value.isNumber(), name, allowed, value))
                .filter(
                        value ->
                                expect(
                                        value.doubleValue() >= min && value.doubleValue() <= max,
                                        name,
                                        allowed,
                                        value))
                .map(JsonNode::doubleValue);
    }

    public Optional<Long> integer(String name, long min, long max) {
        String allowed = "a whole number from %d to %d".formatted(min, max);
        return present(name)
                .filter(
                        value ->
                                expect(
                                        value.isIntegralNumber()
                                                && value.canConvertToLong()
                                                && value.longValue() >= min
                                                && value.longValue() <= max,
                                        name,
                                        allowed,
                                        value))
                .map(JsonNode::longValue);
    }

    /** Returns the fields of a nested object; no fields if it is absent. */
    public JsonFields object(String name) {
        JsonNode inner =
                present(name)
                        .filter(value -> expect(value.isObject(), name, "an object", value))
                        .orElseGet(JsonNodeFactory.instance::objectNode);
        return new JsonFields(inner, prefix + name + ".", errors);
    }

    public Iterable<String> names() {
        return node::fieldNames;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    /** Adds an error for a field; always returns false, so that a filter can end with it. */
    public boolean wrong(String name, String message) {
        errors.add(new FieldError(prefix + name, message));
        return false;
    }

    /** Adds an error for every field that was not read; call it last. */
    public void refuseOthers(String where) {
        for (String name : names()) {
            if (!known.contains(name)) {
                wrong(
                        shorten(name),
                        "is not a field %s; allowed: %s"
                                .formatted(where, String.join(", ", known)));
            }
        }
    }

    public List<FieldError> errors() {
        return errors;
    }

    private Optional<JsonNode> present(String name) {
        known.add(name);
        return Optional.ofNullable(node.get(name));
    }

    private boolean expect(boolean holds, String name, String allowed, JsonNode value) {
        return holds
                || wrong(
                        name,
                        "must be %s, but is %s".formatted(allowed, shorten(value.toString())));
    }

    private static boolean isPrintable(String text, int maxLength) {
        return !text.isEmpty()
                && text.length() <= maxLength
                && text.chars().allMatch(letter -> letter >= ' ' && letter < 0x7f);
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
