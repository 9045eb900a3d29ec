package org.acme.workshop.audit;

/** A violated invariant, with the ids that prove it. */
record Finding(Invariant invariant, String words) {}
