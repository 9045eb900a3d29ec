package org.acme.checkout.audit;

import java.util.List;

/**
 * A piece of the audit trail.
 *
 * @param next what to ask for next; always there, since the trail never ends
 * @param more whether there is more to be read at once
 */
public record AuditPage(List<AuditItem> items, String next, boolean more) {}
