package org.acme.chassis.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acme.chassis.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The position of a reader in the sequence of changes.
 *
 * @param transaction the transaction of the last change that the reader knows
 * @param position of that change among those of its transaction
 */
public record AuditCursor(long transaction, long position) {

    private static final AuditCursor START = new AuditCursor(0, 0);
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    /**
     * Parses the text of a cursor; null or an empty text means the start.
     *
     * @throws ProblemException 400, if it is not the text of a cursor
     */
    public static AuditCursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return START;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw ProblemException.invalid(
                    "since", "must be the next of an earlier page, or left out");
        }
        return new AuditCursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    /** Returns the cursor as text for callers. */
    public String text() {
        return transaction + "-" + position;
    }
}
