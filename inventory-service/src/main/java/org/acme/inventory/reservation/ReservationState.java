package org.acme.inventory.reservation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The life of a reservation: held once, then released for ever. */
public enum ReservationState {
    /** Its pieces are taken out of the stock. */
    HELD,
    /** Its pieces went back, or it never arrived; a later attempt to reserve is refused. */
    RELEASED;

    /** The word for it in JSON and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReservationState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
