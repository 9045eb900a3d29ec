package org.acme.workshop.scenario.file;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The instants of a run that expectations refer to, in readings of the ticker. */
public interface Instants {

    /** The instant {@code t} after t = 0. */
    long at(Duration t);

    /** The end of the run. */
    long end();

    /** When the first fault begins; null if there is none. */
    @Nullable Long faultBegins();

    /** When the last fault ends; null if there is none. */
    @Nullable Long faultEnds();
}
