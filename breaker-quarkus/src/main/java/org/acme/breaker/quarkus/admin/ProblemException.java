package org.acme.breaker.quarkus.admin;

/** Ends a request with a problem document. Carries no stack: it is an answer, not an accident. */
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
