package org.acme.checkout.audit;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.chassis.problem.ProblemException;

/**
 * A position in the audit trail.
 *
 * @param transaction the transaction that changed the order last
 * @param orderId the last order read among those that it changed
 */
record AuditCursor(long transaction, UUID orderId) {

    static final AuditCursor START = new AuditCursor(0, new UUID(0, 0));

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,18})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    static AuditCursor parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw ProblemException.invalid("since", "must be the next of an earlier page");
        }
        return new AuditCursor(Long.parseLong(matcher.group(1)), UUID.fromString(matcher.group(2)));
    }

    String text() {
        return transaction + "~" + orderId;
    }
}
