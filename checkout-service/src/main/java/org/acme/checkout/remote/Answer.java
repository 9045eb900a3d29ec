package org.acme.checkout.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What another service answered, read completely. Reading it is part of the call: an answer that
 * breaks off or isn't JSON is as much a failure as none.
 *
 * @param retryAfter how long it asked to be left alone, where it did
 */
public record Answer(String service, int status, String body, @Nullable Duration retryAfter) {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** The body as a record of ours; fields that we don't know are none of our business. */
    public <T> T as(Class<T> type) {
        try {
            T value = JSON.readValue(body, type);
            if (value == null) {
                throw new RemoteFailure(service, Kind.MALFORMED, ": nothing");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new RemoteFailure(
                    service, Kind.MALFORMED, ": " + firstWords(e.getOriginalMessage()));
        }
    }

    /** A text field of a problem document, or of whatever came; empty if there is none. */
    public String text(String field) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? "" : node.path(field).asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Whether this is a problem document of that kind. */
    public boolean isProblem(String slug) {
        String type = text("type");
        return type.endsWith(":" + slug) || type.endsWith("/" + slug);
    }

    /** Whether this is a problem document that names this field as wrong. */
    public boolean blames(String field) {
        try {
            JsonNode node = JSON.readTree(body);
            return node != null && node.path("errors").findValuesAsText("field").contains(field);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The answer that nobody expected, as the exception that fits it. */
    public RuntimeException unexpected() {
        if (status >= 500) {
            return new RemoteFailure(service, Kind.SERVER_ERROR, ": " + status, retryAfter);
        }
        if (status >= 400) {
            return new RemoteRejection(service, status, firstWords(text("detail")));
        }
        return new RemoteFailure(service, Kind.MALFORMED, ": status " + status);
    }

    private static String firstWords(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
