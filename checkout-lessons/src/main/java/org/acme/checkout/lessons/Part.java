package org.acme.checkout.lessons;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A part of the protection of payment calls that a lesson can switch off. */
public enum Part {
    /** The timeout of an attempt and the deadline of all attempts. */
    @JsonProperty("timeout")
    TIMEOUT,
    @JsonProperty("bulkhead")
    BULKHEAD,
    @JsonProperty("retry")
    RETRY,
    @JsonProperty("breaker")
    BREAKER,
    @JsonProperty("fallback")
    FALLBACK;

    /** The names of all parts, as a regular expression. */
    static final String NAMES = "timeout|bulkhead|retry|breaker|fallback";

    /**
     * The part of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Part named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
