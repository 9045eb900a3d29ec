package org.acme.inventory.audit;

import java.util.List;

/** What the books say of some orders; those without a reservation are left out. */
public record AuditLines(List<AuditItem> items) {}
