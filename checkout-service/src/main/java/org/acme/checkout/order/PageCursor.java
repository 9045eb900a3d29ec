package org.acme.checkout.order;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.acme.checkout.problem.ProblemException;

/** The last order of a page: the next one begins behind it, whatever has come in since. */
record PageCursor(Instant createdAt, UUID orderId) {

    /** Later than any order can be. */
    static final PageCursor START =
            new PageCursor(
                    Instant.parse("9999-12-31T00:00:00Z"),
                    UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"));

    static PageCursor parse(String text) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            String[] parts = new String(decoded, StandardCharsets.US_ASCII).split("_", 2);
            return new PageCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw ProblemException.invalid("after", "must be the next of an earlier page");
        }
    }

    String text() {
        byte[] plain = (createdAt + "_" + orderId).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }
}
