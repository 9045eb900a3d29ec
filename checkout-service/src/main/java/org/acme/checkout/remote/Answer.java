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
 * What another service answered, read completely. Reading it is part of the call: an answer that
 * breaks off or isn't JSON is as much a failure as none.
 *
 * @param retryAfter how long it asked to be left alone, where it did
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

    /** The body as a record of ours; fields that we don't know are none of our business. */
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
     * The failure of an answer that contradicts the question or the contract. Whether the work was
     * done isn't known.
     *
     * @param why in our own words, without a byte of the answer
     */
    public RemoteFailure malformed(String why) {
        return new RemoteFailure(service, Kind.MALFORMED, ": " + status + ", " + why);
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

    /** A text field for a line of a log: short, printable, empty if there is none. */
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

    /** The exception that fits an answer which the contract doesn't know. */
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
