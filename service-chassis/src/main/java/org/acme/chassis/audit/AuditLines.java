package org.acme.chassis.audit;

import java.util.List;

/** What the books say of some ids; an id that they do not know is left out. */
public record AuditLines<T>(List<T> items) {}
