package org.acme.checkout.problem;

/** Reads how much of something a client wants at once. */
public final class Limit {

    private Limit() {}

    /** The number, or a problem that says what is allowed. */
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
