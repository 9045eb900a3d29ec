package org.acme.gateway.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.chassis.problem.ProblemException;

/**
 * A place in the ledger's changes: the transaction that made the last one seen, and its position within.
 *
 * <p>Pages hold only changes of transactions older than every running one. So whatever is committed later comes later,
 * and no page misses it, although positions are handed out before the commit.
 */
record AuditCursor(long transaction, long position) {

    static final AuditCursor START = new AuditCursor(0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    static AuditCursor parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw ProblemException.invalid("since", "must be the next of an earlier page");
        }
        return new AuditCursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return transaction + "-" + position;
    }
}
