package org.acme.checkout.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.acme.checkout.order.OrderStatus;
import org.acme.checkout.order.PaymentFact;
import org.acme.checkout.order.ReservationFact;
import org.jspecify.annotations.Nullable;

/** The facts of one order, as of its last change. */
public record AuditItem(
        UUID orderId,
        String idempotencyKey,
        Instant createdAt,
        PaymentFact payment,
        ReservationFact reservation,
        OrderStatus status,
        List<Line> lines,
        long totalMinor,
        String currency,
        @Nullable Instant finalSince) {

    private static final ObjectReader LINES =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readerForListOf(Line.class);

    /** The ordered quantity of one product. */
    public record Line(String sku, int quantity) {}

    /** Parses the lines of an order's row. */
    static List<Line> lines(String json) {
        try {
            return LINES.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("order lines that we wrote are always readable", e);
        }
    }
}
