package org.acme.checkout.order;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.acme.chassis.problem.ProblemException;

/** The last order of a page: the next page begins after it, even if new orders have come in. */
record PageCursor(Instant createdAt, UUID orderId) {

    /** A position before the newest order. */
    static final PageCursor START =
            new PageCursor(
                    Instant.parse("9999-12-31T00:00:00Z"),
                    UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"));

    /** Earlier than any order; Java has times that the database does not. */
    private static final Instant EARLIEST = Instant.EPOCH;

    static PageCursor parse(String text) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            String[] parts = new String(decoded, StandardCharsets.US_ASCII).split("_", 2);
            Instant createdAt = Instant.parse(parts[0]);
            if (!createdAt.isBefore(EARLIEST) && !createdAt.isAfter(START.createdAt())) {
                return new PageCursor(createdAt, UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            // Reported below, like a time that no order can have.
        }
        throw ProblemException.invalid("after", "must be the next of an earlier page");
    }

    String text() {
        byte[] plain = (createdAt + "_" + orderId).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
