package org.acme.gateway.charge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads rows of the ledger. */
final class ChargeRow {

    private ChargeRow() {}

    static Charge read(ResultSet row) throws SQLException {
        return new Charge(
                row.getObject("charge_id", UUID.class),
                row.getString("order_id"),
                ChargeStatus.of(row.getString("status")),
                row.getObject("amount_minor", Long.class),
                row.getString("currency"),
                row.getString("decline_reason"),
                instant(row, "created_at"),
                instant(row, "changed_at"));
    }

    static VoidedOrder readVoided(ResultSet row) throws SQLException {
        UUID chargeId = row.getObject("charge_id", UUID.class);
        return new VoidedOrder(
                row.getString("order_id"),
                chargeId == null ? ChargeStatus.VOIDED : ChargeStatus.REFUNDED,
                chargeId,
                instant(row, "voided_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
