package org.acme.chassis.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.acme.chassis.problem.FieldError;
import org.acme.chassis.problem.ProblemException;
import org.acme.chassis.problem.Violations;
import org.jspecify.annotations.Nullable;

/**
 * Gives a resource method its body as a record, or as a {@link JsonNode} where fields have no fixed
 * names. A record that is read completely is checked by {@code @Valid} at the parameter, together
 * with the headers. One with wrong types is checked here, so that one answer names every field that
 * is wrong for either reason. Thread-safe.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public final class StrictJsonReader implements MessageBodyReader<Object> {

    private final Validator validator;
    private final ConcurrentMap<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

    /** Reads what {@code validator} judges. */
    public StrictJsonReader(Validator validator) {
        this.validator = validator;
    }

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord() || type == JsonNode.class;
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
        byte[] bytes = body.readAllBytes();
        return ((Class<?>) type) == JsonNode.class ? StrictJson.object(bytes) : read(bytes, type);
    }

    /**
     * Reads a record from JSON. Its constraints are not checked unless a value has a wrong type.
     *
     * @throws ProblemException 400, with every wrong field
     */
    public <T> T read(byte[] body, Class<T> type) throws IOException {
        try (JsonParser parser = StrictJson.parser(StrictJson.text(body))) {
            RecordReader reader =
                    new RecordReader(
                            parser, record -> shapes.computeIfAbsent(record, RecordShape::of));
            Object value = reader.read(type);
            if (reader.errors().isEmpty() && value != null) {
                return type.cast(value);
            }
            throw ProblemException.invalid(all(reader.errors(), value));
        }
    }

    private List<FieldError> all(List<FieldError> unreadable, @Nullable Object value) {
        List<FieldError> all = new ArrayList<>(unreadable);
        if (value != null) {
            Violations.of(validator.validate(value)).stream()
                    .filter(
                            broken ->
                                    unreadable.stream()
                                            .noneMatch(e -> e.field().equals(broken.field())))
                    .limit(RecordReader.MOST_ERRORS - unreadable.size())
                    .forEach(all::add);
        }
        return all;
    }
}
