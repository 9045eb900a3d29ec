package org.acme.chassis.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem document. It has no stack trace: it is an answer, not a defect. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    /** Ends the request with this problem. */
    public ProblemException(Problem problem) {
        this(problem, null);
    }

    /**
     * Ends the request with this problem and says when to come back.
     *
     * @param retryAfter is sent in whole seconds, rounded up; null sends nothing
     */
    public ProblemException(Problem problem, @Nullable Duration retryAfter) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** The request has wrong fields (400). */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(Problem.invalid(errors));
    }

    /** The request has one wrong field (400). */
    public static ProblemException invalid(String field, String message) {
        return new ProblemException(Problem.invalid(field, message));
    }

    /** There is no such thing (404). */
    public static ProblemException notFound(String type, String title, String detail) {
        return new ProblemException(Problem.of(404, type, title, detail));
    }

    /** Something does not work now and will later (503). */
    public static ProblemException unavailable(
            String type, String title, String detail, Duration retryAfter) {
        return new ProblemException(Problem.of(503, type, title, detail), retryAfter);
    }

    /** Returns the problem document for the caller. */
    public Problem problem() {
        return problem;
    }

    /** Returns when to come back; null if that is not sent. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
