package org.acme.workshop.scenario.file;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A time of a run to which an expectation refers. */
public sealed interface Anchor {

    /** The ticker at this instant; null if it refers to a fault and there is none. */
    @Nullable Long on(Instants run);

    /** When the first fault begins. */
    record FaultBegins() implements Anchor {
        @Override
        public @Nullable Long on(Instants run) {
            return run.faultBegins();
        }
    }

    /** When the last fault ends. */
    record FaultEnds() implements Anchor {
        @Override
        public @Nullable Long on(Instants run) {
            return run.faultEnds();
        }
    }

    /** The end of the run. */
    record RunEnds() implements Anchor {
        @Override
        public @Nullable Long on(Instants run) {
            return run.end();
        }
    }

    /** A given time after t = 0. */
    record At(Duration t) implements Anchor {

        static final At START = new At(Duration.ZERO);

        @Override
        public @Nullable Long on(Instants run) {
            return run.at(t);
        }
    }
}
