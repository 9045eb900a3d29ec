package org.acme.launcher.doctor;

import java.util.List;

/** Checks one aspect of the machine. */
@FunctionalInterface
interface Check {

    /** Returns the findings; also for what is all right, or none if there is nothing to report. */
    List<Finding> look(Machine machine);
}
