package org.acme.inventory.audit;

import java.time.Instant;
import java.util.List;

/**
 * A piece of the sequence of changes.
 *
 * @param items the facts, in the order of their last change
 * @param next the cursor to ask with next time; given back unchanged if there was nothing new
 * @param more whether there is more to read at once
 * @param complete whether the reader now knows everything that was committed when this page was read; only then must the
 *     stock it has seen equal deliveries minus held reservations
 * @param horizon unless there is more, every change that was committed before this instant has been told
 */
public record AuditPage(
        List<AuditItem> items, String next, boolean more, boolean complete, Instant horizon) {}
