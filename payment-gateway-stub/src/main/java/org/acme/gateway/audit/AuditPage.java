package org.acme.gateway.audit;

import java.time.Instant;
import java.util.List;

/**
 * A page of facts.
 *
 * @param next where the following page begins
 * @param more whether that page has something already
 * @param complete whether the reader now knows everything that was committed when this page was read
 * @param horizon unless there is more, every change that was committed before this instant has been told
 */
public record AuditPage(
        List<AuditItem> items, String next, boolean more, boolean complete, Instant horizon) {}
