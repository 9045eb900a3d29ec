package org.acme.inventory.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.chassis.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader has come in the sequence of changes.
 *
 * @param xid the transaction of the last change it knows
 * @param seq that change's number
 */
record AuditCursor(long xid, long seq) {

    static final AuditCursor START = new AuditCursor(0, 0);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    /** Reads what {@link #text()} wrote; nothing means the start. */
    static AuditCursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return START;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw ProblemException.invalid(
                    "since", "must be the 'next' of an earlier answer, or left out");
        }
        return new AuditCursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    String text() {
        return xid + "-" + seq;
    }
}
