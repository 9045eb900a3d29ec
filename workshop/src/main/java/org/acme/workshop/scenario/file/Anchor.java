package org.acme.workshop.scenario.file;

import java.time.Duration;

/** A time of a run to which an expectation refers. */
public sealed interface Anchor {

    /** When the first fault begins. */
    record FaultBegins() implements Anchor {}

    /** When the last fault ends. */
    record FaultEnds() implements Anchor {}

    /** A given time after t = 0. */
    record At(Duration t) implements Anchor {}
}
