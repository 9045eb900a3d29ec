package org.acme.gateway.capacity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The distribution of service times between the shortest and the longest. */
public enum Shape {
    /** All times are equally likely; constant if the shortest is the longest. */
    UNIFORM,
    /** The exponential distribution of queueing theory: mostly short times, and no memory. */
    EXPONENTIAL,
    /** Most times around the median and a long tail, as real services have it. */
    LOG_NORMAL;

    /** The names of all distributions, as a pattern. */
    static final String NAMES = "uniform|exponential|log-normal";

    /** Returns the name in JSON. */
    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the distribution of this name, one of {@link #NAMES}. */
    static Shape of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
