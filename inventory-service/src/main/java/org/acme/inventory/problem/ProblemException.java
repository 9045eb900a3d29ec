package org.acme.inventory.problem;

import java.util.List;

/** Ends a request with a problem document. It is an answer, not a defect: it carries no stack trace. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Ends the request with this problem. */
    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** The request is wrong in one field. */
    public static ProblemException wrongField(String field, String message) {
        return new ProblemException(
                Problem.invalidRequest(List.of(new FieldError(field, message))));
    }

    /** What the caller will read. */
    public Problem problem() {
        return problem;
    }
}
