package org.acme.gateway.capacity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How service times spread between the fastest and the slowest. */
public enum Shape {
    /** Each time is as likely as the others; a constant where the fastest is the slowest. */
    UNIFORM,
    /** Mostly short ones, as if the next moment could always be the last: the textbook's. */
    EXPONENTIAL,
    /** A hump around the median and a long tail, as services really have it. */
    LOG_NORMAL;

    /** The names of all, as a pattern. */
    static final String NAMES = "uniform|exponential|log-normal";

    /** The name in JSON. */
    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One of the {@link #NAMES}. */
    static Shape of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
