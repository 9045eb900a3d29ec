package org.acme.workshop.scenario.file;

import java.time.Duration;

/** An instant of a run that an expectation counts from. */
public sealed interface Anchor {

    /** When the first fault begins. */
    record FaultBegins() implements Anchor {}

    /** When the last fault ends. */
    record FaultEnds() implements Anchor {}

    /** So long after t = 0. */
    record At(Duration t) implements Anchor {}
}
