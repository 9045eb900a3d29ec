package org.acme.breaker.quarkus.admin;

/**
 * Ends a request with a problem document. It has no stack trace, because it is a response and not a
 * defect.
 */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
