package org.acme.gateway.deadline;

/** Nobody waits any more. An answer, not an accident: without a stack. */
public final class DeadlinePassedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeadlinePassedException() {
        super(
                "the time of " + Patience.HEADER + " was over before the work was begun",
                null,
                false,
                false);
    }
}
