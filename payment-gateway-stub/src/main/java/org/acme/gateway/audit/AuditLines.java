package org.acme.gateway.audit;

import java.util.List;

/** What the ledger says of some orders; those that it doesn't know are left out. */
public record AuditLines(List<AuditItem> items) {}
