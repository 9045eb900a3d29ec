package org.acme.chassis.parameter;

import org.acme.chassis.problem.ProblemException;

/** Reads how many entries a caller wants at once. */
public final class PageLimit {

    private PageLimit() {}

    /**
     * Returns the limit as a number.
     *
     * @throws ProblemException 400, if it is not from 1 to {@code max}
     */
    public static int parse(String text, int max) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= max) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number that is out of range
        }
        throw ProblemException.invalid("limit", "must be a whole number between 1 and " + max);
    }
}
