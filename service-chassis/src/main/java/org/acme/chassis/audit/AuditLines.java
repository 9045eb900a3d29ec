package org.acme.chassis.audit;

import java.util.List;

/** The facts about some ids; unknown ids are left out. */
public record AuditLines<T>(List<T> items) {}
