package org.acme.checkout.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads an order from a row of {@code customer_order}. */
public final class OrderRow {

    /** The columns that a statement must select for {@link #read}. */
    public static final String COLUMNS =
            """
            order_id, idempotency_key, request_hash, customer_id, card_token, lines, total_minor,
            currency, payment, reservation, charge_id, reason, inventory_as_of, attempts,
            coalesce(claimed_until > now(), false) AS claimed, created_at, final_since
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private OrderRow() {}

    /** Converts a row to an order. */
    public static Order read(ResultSet row, StatementContext context) throws SQLException {
        Purchase purchase =
                new Purchase(
                        row.getObject("order_id", UUID.class),
                        row.getString("idempotency_key"),
                        new Fingerprint(row.getString("request_hash")),
                        row.getString("customer_id"),
                        row.getString("card_token"),
                        lines(row.getString("lines")),
                        row.getLong("total_minor"),
                        row.getString("currency"),
                        instant(row, "created_at"));
        OrderFacts facts =
                new OrderFacts(
                        PaymentFact.valueOf(row.getString("payment")),
                        ReservationFact.valueOf(row.getString("reservation")));
        OrderProgress progress =
                new OrderProgress(
                        facts,
                        row.getString("charge_id"),
                        row.getString("reason"),
                        instant(row, "inventory_as_of"));
        return new Order(
                purchase,
                progress,
                row.getInt("attempts"),
                row.getBoolean("claimed"),
                nullableInstant(row, "final_since"));
    }

    static String json(List<OrderLine> lines) {
        try {
            return JSON.writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("order lines are always writable", e);
        }
    }

    private static List<OrderLine> lines(String json) {
        try {
            return List.of(JSON.readValue(json, OrderLine[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("order lines that we wrote are always readable", e);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant nullableInstant(ResultSet row, String column)
            throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
