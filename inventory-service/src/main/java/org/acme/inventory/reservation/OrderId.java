package org.acme.inventory.reservation;

import java.util.UUID;
import org.acme.chassis.parameter.UuidText;
import org.acme.chassis.problem.ProblemException;

/** Reads order ids from paths. */
final class OrderId {

    private OrderId() {}

    /** Parses the order id, or throws a problem that names it. */
    static UUID parse(String text) {
        return UuidText.parse(text)
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "orderId",
                                        "must be a UUID such as 7f3f6c1e-58a5-4c8f-9f0e-1f2b6f0a9d11"));
    }
}
