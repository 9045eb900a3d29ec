package org.acme.inventory.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Reads JSON as it is written: {@code "2"} is no number, {@code 2.0} no whole number, an unknown or doubled field no
 * slip to be kind about. A money system that guesses is wrong sooner or later.
 */
@Singleton
public final class StrictJson implements ObjectMapperCustomizer {

    /** The largest body, in bytes; {@code quarkus.http.limits.max-body-size} is the second net behind it. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME_LENGTH = 256;

    @Override
    public void customize(ObjectMapper mapper) {
        limit(mapper.getFactory());
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        forbidCoercion(mapper);
    }

    private static void limit(JsonFactory factory) {
        factory.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        factory.setStreamReadConstraints(
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxDocumentLength(MAX_BODY_BYTES)
                        .maxStringLength(MAX_BODY_BYTES)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .build());
    }

    @SuppressWarnings(
            "deprecation") // the setter on a live mapper; the builder has no other name for it
    private static void forbidCoercion(ObjectMapper mapper) {
        mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
