package org.acme.launcher.doctor;

import java.util.List;

/** Checks one aspect of the machine. */
@FunctionalInterface
interface Check {

    /** Returns what was found: something for a side that is all right, too, or nothing to tell. */
    List<Finding> look(Machine machine);
}
