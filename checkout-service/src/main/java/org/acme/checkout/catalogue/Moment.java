package org.acme.checkout.catalogue;

import java.time.Instant;

/**
 * When inventory was asked. The wall clock's time is only shown; what it answered is ordered and ages
 * by the ticks of this process, which never go back.
 *
 * @param wall the time to show
 * @param ticks the ticker's nanoseconds; only differences mean something
 */
public record Moment(Instant wall, long ticks) {

    boolean isAfter(Moment other) {
        return ticks - other.ticks > 0;
    }
}
