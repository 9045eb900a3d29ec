package org.acme.checkout.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A body that has to be one JSON object, read as it is written: valid UTF-8, no field twice, nothing
 * behind it, not too deep.
 */
public final class JsonBody {

    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder()
                    .maxNestingDepth(10)
                    .maxNumberLength(40)
                    .maxNameLength(200)
                    .maxStringLength(1000)
                    .build();

    private static final JsonMapper JSON =
            JsonMapper.builder(JsonFactory.builder().streamReadConstraints(LIMITS).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private JsonBody() {}

    /**
     * The object.
     *
     * @throws ProblemException 400, when it isn't one
     */
    public static JsonNode object(byte[] body) {
        if (body.length == 0) {
            throw ProblemException.invalid("body", "must be a JSON object, but is empty");
        }
        try {
            JsonNode node = JSON.readTree(text(body));
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("body", "must be valid UTF-8");
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid("body", "must be JSON: " + where(e));
        }
        throw ProblemException.invalid("body", "must be a JSON object");
    }

    private static String text(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    /** Only the place: a parser's message repeats whatever was sent. */
    private static String where(JsonProcessingException e) {
        String why =
                e.getClass().getSimpleName().contains("Constraints")
                        ? "too deep or too long"
                        : "broken";
        return e.getLocation() == null
                ? why
                : why
                        + " at line "
                        + e.getLocation().getLineNr()
                        + ", column "
                        + e.getLocation().getColumnNr();
    }
}
