package org.acme.workshop.scenario.file;

import java.time.Duration;

/** A time span of a run to which an expectation refers. Requests belong to it by their arrival. */
public sealed interface Span {

    Anchor begins();

    Anchor ends();

    /** Whether it begins at t = 0. */
    default boolean beginsWithTheRun() {
        return begins().equals(Anchor.At.START);
    }

    /** From t = 0 to the end. */
    record WholeRun() implements Span {
        @Override
        public Anchor begins() {
            return Anchor.At.START;
        }

        @Override
        public Anchor ends() {
            return new Anchor.RunEnds();
        }
    }

    /** From t = 0 until the first fault begins. */
    record BeforeTheFault() implements Span {
        @Override
        public Anchor begins() {
            return Anchor.At.START;
        }

        @Override
        public Anchor ends() {
            return new Anchor.FaultBegins();
        }
    }

    /** From the first fault's beginning to the last one's end. */
    record DuringTheFault() implements Span {
        @Override
        public Anchor begins() {
            return new Anchor.FaultBegins();
        }

        @Override
        public Anchor ends() {
            return new Anchor.FaultEnds();
        }
    }

    /** From the last fault's end to the end. */
    record AfterTheFault() implements Span {
        @Override
        public Anchor begins() {
            return new Anchor.FaultEnds();
        }

        @Override
        public Anchor ends() {
            return new Anchor.RunEnds();
        }
    }

    /** The time between two instants of the run. */
    record Between(Duration from, Duration to) implements Span {
        @Override
        public Anchor begins() {
            return new Anchor.At(from);
        }

        @Override
        public Anchor ends() {
            return new Anchor.At(to);
        }
    }
}
