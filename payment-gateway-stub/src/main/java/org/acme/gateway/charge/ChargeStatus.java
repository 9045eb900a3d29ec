package org.acme.gateway.charge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a charge. */
public enum ChargeStatus {
    /** The money is taken. */
    PAID,
    /** The card refused; no money moved. */
    DECLINED,
    /** No charge and never one: the order's tombstone. */
    VOIDED,
    /** The money was taken and given back. */
    REFUNDED;

    /** The name in JSON and in the ledger. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChargeStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
