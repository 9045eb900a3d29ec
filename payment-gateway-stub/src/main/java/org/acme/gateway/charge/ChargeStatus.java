package org.acme.gateway.charge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The status of a charge. */
public enum ChargeStatus {
    /** The card was charged. */
    PAID,
    /** The card was declined; no money was taken. */
    DECLINED,
    /** There is no charge and never will be: the order's tombstone. */
    VOIDED,
    /** The card was charged and the money returned. */
    REFUNDED;

    /** Returns the name in JSON and in the ledger. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChargeStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
