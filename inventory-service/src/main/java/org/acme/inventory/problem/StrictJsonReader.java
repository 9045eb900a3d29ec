package org.acme.inventory.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON bodies: never empty, never larger than allowed, always valid UTF-8. The parser alone would guess other
 * encodings from the first bytes and hand an empty body on as null.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class StrictJsonReader implements MessageBodyReader<Object> {

    private final ObjectMapper mapper;

    /** Reads with the application's mapper, as {@link StrictJson} has set it. */
    public StrictJsonReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return true;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(StrictJson.MAX_BODY_BYTES + 1);
        if (bytes.length > StrictJson.MAX_BODY_BYTES) {
            throw new ProblemException(BodyRules.TOO_LARGE);
        }
        String text = decode(bytes);
        if (text.isBlank()) {
            throw ProblemException.wrongField("body", "must not be empty");
        }
        Object value = parse(text, genericType);
        if (value == null) {
            throw ProblemException.wrongField("body", "must be a JSON object, but is null");
        }
        return value;
    }

    /** Mistakes end here: the framework has mappers of its own for some of the parser's exceptions. */
    private @Nullable Object parse(String text, Type type) {
        try {
            return mapper.readerFor(mapper.constructType(type)).readValue(text);
        } catch (JsonProcessingException e) {
            throw new ProblemException(Problem.invalidRequest(List.of(JsonMistake.of(e))));
        }
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.wrongField("body", "must be valid UTF-8");
        }
    }
}
