package org.acme.checkout.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The complete response of another service. Reading it is part of the call: a response that breaks
 * off or is not JSON is a failure, like no response.
 *
 * @param retryAfter how long the service asked clients to wait; {@code null} if it did not
 */
public record Answer(String service, int status, String body, @Nullable Duration retryAfter) {

    private static final Logger LOG = Logger.getLogger(Answer.class);

    /** Request Timeout, Too Early, Too Many Requests. */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429);

    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{Print}]");
    private static final int LONGEST_WORDS = 120;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** Parses the body as a record; unknown fields are ignored. */
    public <T> T as(Class<T> type) {
        try {
            T value = JSON.readValue(body, type);
            if (value == null) {
                throw malformed("no body");
            }
            return value;
        } catch (JsonProcessingException e) {
            LOG.debugf("the response of %s cannot be read: %s", service, e.getOriginalMessage());
            throw malformed("does not match the contract");
        }
    }

    /**
     * Creates the failure for a response that contradicts the request or the contract. Whether the
     * work was done is unknown.
     *
     * @param why in our own words, without any part of the response
     */
    public RemoteFailure malformed(String why) {
        return new RemoteFailure(service, Kind.MALFORMED, ": " + status + ", " + why);
    }

    /** Returns a text field of a problem document or other JSON; empty if there is none. */
    public String text(String field) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? "" : node.path(field).asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Returns a text field for a log line: short, printable, empty if there is none. */
    public String words(String field) {
        String printable = UNPRINTABLE.matcher(text(field)).replaceAll("?");
        return printable.length() <= LONGEST_WORDS
                ? printable
                : printable.substring(0, LONGEST_WORDS) + "…";
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

    /** Returns the exception for a response that the contract does not know. */
    RuntimeException unexpected() {
        if (status >= 500) {
            return new RemoteFailure(service, Kind.SERVER_ERROR, ": " + status, retryAfter);
        }
        if (NOT_NOW.contains(status)) {
            return new RemoteFailure(service, Kind.NOT_NOW, ": " + status, retryAfter);
        }
        if (status >= 400) {
            return new RemoteRejection(service, status);
        }
        return malformed("not in the contract");
    }
}
