package org.acme.inventory.reservation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The state of a reservation: held at first, then released for good. */
public enum ReservationState {
    /** Its pieces are subtracted from the stock. */
    HELD,
    /**
     * Its pieces were returned, or it was released before it arrived; later attempts to reserve are
     * refused.
     */
    RELEASED;

    /** Returns the name in JSON and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReservationState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
