package org.acme.checkout.audit;

import java.time.Instant;
import java.util.List;

/**
 * A piece of the audit trail.
 *
 * @param next what to ask for next; always there, since the trail never ends
 * @param more whether there is more to be read at once
 * @param complete whether the reader now knows everything that was committed when this page was read
 * @param horizon unless there is more, every change that was committed before this instant has been
 *     told
 */
public record AuditPage(
        List<AuditItem> items, String next, boolean more, boolean complete, Instant horizon) {}
