package org.acme.checkout.catalogue;

import java.time.Instant;

/**
 * The moment at which inventory was asked. The wall clock's time is only shown; order and age of
 * answers are computed with the ticker of this process, which never goes back.
 *
 * @param wall the time to show
 * @param ticks the ticker's nanoseconds; only differences mean something
 */
public record Moment(Instant wall, long ticks) {

    boolean isAfter(Moment other) {
        return ticks - other.ticks > 0;
    }
}
