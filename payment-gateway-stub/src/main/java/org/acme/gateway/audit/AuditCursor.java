package org.acme.gateway.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the ledger's changes: the transaction that made the last one seen, and its position within.
 *
 * <p>Pages hold only changes of transactions older than every running one. So whatever is committed later comes later,
 * and no page misses it, although positions are handed out before the commit.
 */
record AuditCursor(long transaction, long position) {

    static final AuditCursor START = new AuditCursor(0, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    static Optional<AuditCursor> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new AuditCursor(
                                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return transaction + "-" + position;
    }
}
