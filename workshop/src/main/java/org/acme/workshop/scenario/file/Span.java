package org.acme.workshop.scenario.file;

import java.time.Duration;

/** A time span of a run to which an expectation refers. Requests belong to it by their arrival. */
public sealed interface Span {

    /** From t = 0 to the end. */
    record WholeRun() implements Span {}

    /** From t = 0 until the first fault begins. */
    record BeforeTheFault() implements Span {}

    /** From the first fault's beginning to the last one's end. */
    record DuringTheFault() implements Span {}

    /** From the last fault's end to the end. */
    record AfterTheFault() implements Span {}

    /** The time between two instants of the run. */
    record Between(Duration from, Duration to) implements Span {}
}
