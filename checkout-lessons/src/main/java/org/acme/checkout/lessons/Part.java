package org.acme.checkout.lessons;

import com.fasterxml.jackson.annotation.JsonProperty;

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
    FALLBACK
}
