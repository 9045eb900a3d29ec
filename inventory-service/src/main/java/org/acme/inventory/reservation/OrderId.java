package org.acme.inventory.reservation;

import java.util.UUID;
import java.util.regex.Pattern;
import org.acme.inventory.problem.ProblemException;

/** Reads order ids from paths. */
final class OrderId {

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private OrderId() {}

    /** The order id, or a problem that names it. {@link UUID#fromString} alone would also take {@code 1-1-1-1-1}. */
    static UUID parse(String text) {
        if (!CANONICAL.matcher(text).matches()) {
            throw ProblemException.wrongField(
                    "orderId", "must be a UUID such as 7f3f6c1e-58a5-4c8f-9f0e-1f2b6f0a9d11");
        }
        return UUID.fromString(text);
    }
}
