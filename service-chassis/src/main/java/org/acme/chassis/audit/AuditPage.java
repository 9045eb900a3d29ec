package org.acme.chassis.audit;

import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A page of the sequence of changes.
 *
 * @param items the facts, in the order of their last change
 * @param next the cursor to ask with next time; never missing, since the sequence never ends
 * @param more whether there is more to read at once
 * @param complete whether the reader now knows everything that was committed when this page was
 *     read
 * @param horizon unless there is more, every change that was committed before this instant has been
 *     returned
 */
public record AuditPage<T>(
        List<T> items, String next, boolean more, boolean complete, Instant horizon) {

    /**
     * A page of at most {@code limit} facts.
     *
     * @param rows what was found; one more than {@code limit} says that there is more
     * @param start the cursor from which they were read
     * @param beyond whether anything that is committed lies beyond the horizon
     */
    public static <T> AuditPage<T> of(
            List<AuditRow<T>> rows,
            int limit,
            String start,
            AuditHorizon horizon,
            BooleanSupplier beyond) {
        boolean more = rows.size() > limit;
        List<AuditRow<T>> page = more ? rows.subList(0, limit) : rows;
        String next = page.isEmpty() ? start : page.get(page.size() - 1).position();
        return new AuditPage<>(
                page.stream().map(AuditRow::item).toList(),
                next,
                more,
                !more && !beyond.getAsBoolean(),
                horizon.time());
    }
}
