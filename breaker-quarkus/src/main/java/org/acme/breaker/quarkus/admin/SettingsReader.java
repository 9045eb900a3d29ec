package org.acme.breaker.quarkus.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.acme.breaker.quarkus.admin.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document of settings: {@code {"minimum-calls": 40, "mode": "dry-run", "open-wait":
 * null}}.
 */
final class SettingsReader {

    private static final int LARGEST_BODY = 16 * 1024;
    private static final int DEEPEST = 4;

    private static final ObjectReader JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .build()
                    .readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SettingsReader() {}

    /**
     * Returns values as written in a properties file; {@code null} restores the configured value.
     */
    static Map<String, @Nullable String> read(byte[] body) {
        JsonNode document = parse(body);
        if (!document.isObject() || document.isEmpty()) {
            throw invalid("body", "must be a JSON object with at least one setting");
        }
        List<FieldError> errors = new ArrayList<>();
        Map<String, @Nullable String> settings = new LinkedHashMap<>();
        document.properties()
                .forEach(
                        field -> {
                            JsonNode value = field.getValue();
                            if (value.isNull()) {
                                settings.put(field.getKey(), null);
                            } else if (value.isValueNode() && !value.asText().isBlank()) {
                                settings.put(field.getKey(), value.asText());
                            } else if (value.isArray() && !value.isEmpty()) {
                                settings.put(field.getKey(), list(value));
                            } else {
                                errors.add(
                                        new FieldError(
                                                field.getKey(),
                                                "must be a value, a list of values or null"));
                            }
                        });
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        return settings;
    }

    private static String list(JsonNode values) {
        StringJoiner list = new StringJoiner(",");
        values.forEach(value -> list.add(value.asText()));
        return list.toString();
    }

    private static JsonNode parse(byte[] body) {
        if (body.length > LARGEST_BODY) {
            throw new ProblemException(
                    Problem.of(
                            413,
                            "body-too-large",
                            "The body is too large",
                            "must be at most " + LARGEST_BODY + " bytes"));
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw invalid("body", "must be JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw invalid("body", "must be JSON");
        }
    }

    private static ProblemException invalid(String field, String message) {
        return new ProblemException(Problem.invalid(List.of(new FieldError(field, message))));
    }
}
