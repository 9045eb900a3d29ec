package org.acme.checkout.audit;

import java.util.List;

/** What the trail says of some orders; those that there aren't are left out. */
public record AuditLines(List<AuditItem> items) {}
