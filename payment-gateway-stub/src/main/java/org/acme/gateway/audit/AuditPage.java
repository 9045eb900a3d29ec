package org.acme.gateway.audit;

import java.util.List;

/**
 * A page of facts.
 *
 * @param next where the following page begins
 * @param more whether that page has something already
 */
public record AuditPage(List<AuditItem> items, String next, boolean more) {}
