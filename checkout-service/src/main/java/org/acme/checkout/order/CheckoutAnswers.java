package org.acme.checkout.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import org.acme.chassis.problem.Problem;
import org.acme.chassis.problem.ProblemException;
import org.acme.checkout.order.CheckoutOutcome.CallFailed;
import org.acme.checkout.order.CheckoutOutcome.KeyReused;
import org.acme.checkout.order.CheckoutOutcome.Placed;
import org.acme.checkout.order.CheckoutOutcome.Repeated;
import org.acme.checkout.remote.RemoteProblems;

/** Translates checkout outcomes into HTTP responses; no other class does. */
@ApplicationScoped
public class CheckoutAnswers implements CheckoutOutcome.Cases<Response> {

    private final Clock clock;

    public CheckoutAnswers(Clock clock) {
        this.clock = clock;
    }

    /** Returns the response to a checkout. */
    Response of(CheckoutOutcome outcome) {
        return outcome.by(this);
    }

    @Override
    public Response placed(Placed outcome) {
        return order(outcome.order(), 201);
    }

    @Override
    public Response repeated(Repeated outcome) {
        return order(outcome.order(), 200);
    }

    @Override
    public Response keyReused(KeyReused outcome) {
        throw new ProblemException(
                Problem.of(
                        422,
                        "key-reused",
                        "The idempotency key belongs to another request",
                        "the same key came before with another body; use a new key"));
    }

    @Override
    public Response callFailed(CallFailed outcome) {
        Problem problem = RemoteProblems.of(outcome.failure());
        throw new ProblemException(problem.with("orderId", outcome.order().id()));
    }

    private Response order(Order order, int whenConfirmed) {
        int status =
                switch (order.status()) {
                    case CONFIRMED -> whenConfirmed;
                    case PAYMENT_PENDING -> 202;
                    case DECLINED -> 402;
                    case CANCELLING, CANCELLED, FAILED -> 409;
                };
        return Response.status(status)
                .location(URI.create("/orders/" + order.id()))
                .entity(OrderView.of(order, clock.instant()))
                .build();
    }
}
