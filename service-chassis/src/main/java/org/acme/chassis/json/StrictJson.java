package org.acme.chassis.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.acme.chassis.problem.ProblemException;

/**
 * Parses bodies strictly: valid UTF-8, one value, no field twice, at most 10 levels deep, names of
 * at most 200 characters, numbers of at most 100 digits. The package {@code org.acme.chassis.body}
 * limits the length of a body.
 */
public final class StrictJson {

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(10)
                    .maxNameLength(200)
                    .maxNumberLength(100)
                    .build();

    private static final JsonMapper JSON =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private StrictJson() {}

    /**
     * The object that is the body, for readers whose fields have no fixed names.
     *
     * @throws ProblemException 400, if the body is not one JSON object
     */
    public static JsonNode object(byte[] body) {
        String text = text(body);
        try (JsonParser parser = parser(text)) {
            JsonNode node = read(parser);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory is always readable", e);
        }
        throw ProblemException.invalid("body", "must be a JSON object");
    }

    private static JsonNode read(JsonParser parser) throws IOException {
        try {
            return JSON.readerFor(JsonNode.class).readValue(parser);
        } catch (JsonProcessingException e) {
            throw new ProblemException(ParseErrors.problem(parser, e));
        }
    }

    /**
     * The text of a body.
     *
     * @throws ProblemException 400, if there is none or it is not UTF-8
     */
    static String text(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("body", "must be valid UTF-8");
        }
        if (text.isBlank()) {
            throw ProblemException.invalid("body", "must not be empty");
        }
        return text;
    }

    /** A parser with all limits, before its first token. */
    static JsonParser parser(String text) throws IOException {
        return JSON.createParser(text);
    }
}
