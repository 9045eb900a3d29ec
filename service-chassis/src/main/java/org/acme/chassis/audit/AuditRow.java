package org.acme.chassis.audit;

/**
 * A fact, and its position in the sequence of changes.
 *
 * @param position the cursor that continues after it
 */
public record AuditRow<T>(String position, T item) {}
