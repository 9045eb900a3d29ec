package org.acme.checkout.remote;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.acme.breaker.timeout.CallTimeoutException;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemAnswers;
import org.acme.checkout.remote.RemoteFailure.Kind;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Creates the problem documents for remote calls that failed without a fallback. */
@Singleton
public class RemoteProblems {

    private final ProblemAnswers answers;

    RemoteProblems(ProblemAnswers answers) {
        this.answers = answers;
    }

    /** Returns 504 if no response came in time, and 502 for every other failure. */
    public static Problem of(RuntimeException failure) {
        String detail = String.valueOf(failure.getMessage());
        boolean late =
                failure instanceof CallTimeoutException
                        || (failure instanceof RemoteFailure remote
                                && remote.kind() == Kind.TIMEOUT);
        if (late) {
            return Problem.of(504, "upstream-timeout", "Another service didn't answer", detail);
        }
        return Problem.of(502, "upstream-failed", "Another service failed", detail);
    }

    @ServerExceptionMapper
    Response failure(RemoteFailure e) {
        return answers.response(of(e));
    }

    @ServerExceptionMapper
    Response timeout(CallTimeoutException e) {
        return answers.response(of(e));
    }

    @ServerExceptionMapper
    Response rejection(RemoteRejection e) {
        return answers.response(of(e));
    }
}
