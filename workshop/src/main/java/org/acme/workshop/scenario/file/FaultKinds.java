package org.acme.workshop.scenario.file;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of faults and their fields, read from {@code room/kinds.json}: the one description for
 * scenario files and for the form of the control room. A test of fault-injection compares it with
 * what the stubs accept.
 *
 * @param fields by kind
 * @param common what every fault has, besides its duration
 * @param match what a fault can be limited to
 */
record FaultKinds(Map<String, List<Field>> fields, List<Field> common, List<Field> match) {

    private static final String DESCRIPTION = "/META-INF/resources/room/kinds.json";
    private static final String ANY_LONG = String.valueOf(Long.MAX_VALUE);

    /** The type of a field. */
    enum Type {
        DURATION,
        INTEGER,
        DECIMAL,
        CHOICE,
        TEXT,
        /** Another fault. */
        KIND
    }

    /**
     * A field of a fault.
     *
     * @param choices what a field of type CHOICE can be
     * @param not the kinds that a field of type KIND cannot be
     */
    record Field(
            String name,
            Type type,
            boolean required,
            String min,
            String max,
            List<String> choices,
            List<String> not) {}

    /** Reads the description that is packaged with this service. */
    static FaultKinds packaged() {
        try (InputStream file = FaultKinds.class.getResourceAsStream(DESCRIPTION)) {
            return of(new ObjectMapper().readTree(requireNonNull(file, DESCRIPTION)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultKinds of(JsonNode description) {
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        for (JsonNode kind : description.path("kinds")) {
            fields.put(kind.path("kind").asText(), fields(kind.path("fields")));
        }
        return new FaultKinds(
                fields, fields(description.path("common")), fields(description.path("match")));
    }

    private static List<Field> fields(JsonNode list) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : list) {
            fields.add(
                    new Field(
                            field.path("name").asText(),
                            Type.valueOf(field.path("type").asText().toUpperCase(Locale.ROOT)),
                            field.path("required").asBoolean(),
                            bound(field.get("min"), "-" + ANY_LONG),
                            bound(field.get("max"), ANY_LONG),
                            texts(field.path("choices")),
                            texts(field.path("not"))));
        }
        return List.copyOf(fields);
    }

    private static String bound(@Nullable JsonNode bound, String otherwise) {
        return bound == null ? otherwise : bound.asText();
    }

    /** The form has an empty choice for "any"; a file leaves the field out instead. */
    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        texts.remove("");
        return List.copyOf(texts);
    }
}
